import { defineLaterDialog } from '../parts/later.tsx'

export const NameDialog = defineLaterDialog(() => import('./name-dialog.tsx'), 'NameDialog')
