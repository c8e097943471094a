import { defineLaterDialog } from '../../centre/parts/later.tsx'

export const OwnerResetDialog = defineLaterDialog(
  () => import('./owner-reset-dialog.tsx'),
  'OwnerResetDialog',
)
