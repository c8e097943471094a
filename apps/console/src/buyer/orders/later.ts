import { defineLaterDialog } from '../../centre/parts/later.tsx'

export const PayDialog = defineLaterDialog(() => import('./pay-dialog.tsx'), 'PayDialog')
export const CancelDialog = defineLaterDialog(() => import('./cancel-dialog.tsx'), 'CancelDialog')
