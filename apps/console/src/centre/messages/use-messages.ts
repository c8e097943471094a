import { useList } from '../api.ts'
import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'

export const messageLists = {
  buyer: 'GET /api/buyer/messages',
  seller: 'GET /api/seller/messages',
  operator: 'GET /api/operator/messages',
} as const
const refreshMs = 30_000

/** The messages to the reader's party, asked again now and then. */
export const useMessages = (area: Area) =>
  useList<(typeof messageLists)[Area]>(
    messageLists[area],
    {},
    { refetchInterval: refreshMs, enabled: useMayAsk(messageLists[area]) },
  )

/** How many of all of them are unread. */
export const useUnread = (area: Area): number => useMessages(area).data?.pages[0]?.unread ?? 0
