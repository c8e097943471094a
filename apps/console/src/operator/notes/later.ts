import { defineLaterPart } from '../../centre/parts/later.tsx'

export const NotesCard = defineLaterPart(() => import('./notes-card.tsx'), 'NotesCard')
