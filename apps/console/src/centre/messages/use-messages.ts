import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import type { RouteNeed } from '@loggia/protocol/console'
import { useList } from '../api.ts'
import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'

export const messageLists = {
  buyer: 'GET /api/buyer/messages',
  seller: 'GET /api/seller/messages',
  operator: 'GET /api/operator/messages',
} as const
/** The right that messages need. */
export const messageNeeds = {
  buyer: 'any',
  seller: 'messages:read',
  operator: operatorGrants,
} as const satisfies { [A in Area]: RouteNeed<(typeof messageLists)[A]> }
const refreshMs = 30_000

/** The messages to the reader's party, polled. */
export const useMessages = (area: Area) =>
  useList<(typeof messageLists)[Area]>(
    messageLists[area],
    {},
    { refetchInterval: refreshMs, enabled: useMayAsk(messageLists[area], messageNeeds[area]) },
  )

/** The number of unread messages. */
export const useUnread = (area: Area): number => useMessages(area).data?.pages[0]?.unread ?? 0
