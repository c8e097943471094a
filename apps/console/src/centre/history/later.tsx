import { defineLaterPart } from '../parts/later.tsx'
import { CardSkeleton } from '../parts/loaded.tsx'

export const HistoryCard = defineLaterPart(
  () => import('./history-card.tsx'),
  'HistoryCard',
  <CardSkeleton rows={10} />,
)
