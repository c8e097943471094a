import { defineLaterDialog, defineLaterPart } from '../parts/later.tsx'

export const ActDialog = defineLaterDialog(() => import('./act-dialog.tsx'), 'ActDialog')
export const SupervisionCards = defineLaterPart(() => import('./supervision-cards.tsx'), 'SupervisionCards')
export const TimelineCard = defineLaterPart(() => import('./timeline-card.tsx'), 'TimelineCard')
