import { defineLaterDialog } from '../parts/later.tsx'

export const FindDialog = defineLaterDialog(() => import('./find-dialog.tsx'), 'FindDialog')
