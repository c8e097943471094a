import type { Message as WireMessage } from '@loggia/protocol/console'
import type { Page, PageRequest } from '@loggia/kernel'
import { requireBuyer, requireSeller } from '../parties/index.ts'
import { timeToWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Message, Party } from './schema.ts'
import type { Notifications } from './service.ts'

/** A page opens what a message tells of: its order, where there is one; the row's subject may be finer than that. */
const subjectOf = ({ subject, data }: Message): string =>
  typeof data.orderId === 'string' ? data.orderId : subject

const present = ({ items, next }: Page<Message>): { items: WireMessage[]; next?: string } => ({
  items: items.map((message) => ({
    id: message.id,
    kind: message.kind,
    subject: subjectOf(message),
    data: message.data,
    at: timeToWire(message.at),
    read: message.readAt !== undefined,
  })),
  ...(next !== undefined && { next }),
})

export function notificationRoutes(notifications: Notifications): Handlers {
  const list = async (party: Party, { limit, after }: { limit: number; after?: string | undefined }) => {
    const page: PageRequest = { limit, ...(after !== undefined && { after }) }
    return present(await notifications.list(party, page))
  }
  return {
    'GET /api/buyer/messages': ({ actor, query }) => list({ kind: 'buyer', id: requireBuyer(actor) }, query),
    'GET /api/seller/messages': ({ actor, query }) =>
      list({ kind: 'seller', id: requireSeller(actor) }, query),
  }
}
