import { defineLaterDialog } from '../../centre/parts/later.tsx'

export const RenewalDialog = defineLaterDialog(() => import('./renewal-dialog.tsx'), 'RenewalDialog')
