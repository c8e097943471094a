import { defineLaterDialog } from '../parts/later.tsx'

export const ProviderDialog = defineLaterDialog(() => import('./provider-dialog.tsx'), 'ProviderDialog')
