import { defineLaterDialog } from '../../centre/parts/later.tsx'

export const DetailsDialog = defineLaterDialog(() => import('./details-dialog.tsx'), 'DetailsDialog')
