import { defineLaterDialog, defineLaterPart } from '../../centre/parts/later.tsx'

export const OperatorProvider = defineLaterPart(() => import('./operator-provider.tsx'), 'OperatorProvider')
export const LookDialog = defineLaterDialog(() => import('./look-dialog.tsx'), 'LookDialog')
export const SettingDialog = defineLaterDialog(() => import('./setting-dialog.tsx'), 'SettingDialog')
