import type { Message as WireMessage } from '@loggia/protocol/console'
import { omitUndefined } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import { requireBuyer, requireOperator, requireSeller } from '../parties/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, MemberActor, Party } from '../platform/index.ts'
import type { Message } from './schema.ts'
import type { Notifications } from './service/index.ts'

/** The subject that a page opens: the order if there is one, although the row's subject may be finer. */
const subjectOf = ({ subject, data }: Message): string =>
  typeof data.orderId === 'string' ? data.orderId : subject

const present = (message: Message): WireMessage => ({
  id: message.id,
  kind: message.kind,
  subject: subjectOf(message),
  data: message.data,
  at: toWireTime(message.at),
  read: message.readAt !== undefined,
})

const parties = {
  buyer: (actor: MemberActor): Party => ({ kind: 'buyer', id: requireBuyer(actor) }),
  seller: (actor: MemberActor): Party => ({ kind: 'seller', id: requireSeller(actor) }),
  operator: (actor: MemberActor): Party => {
    requireOperator(actor)
    return { kind: 'operator' }
  },
} as const

export function createNotificationRoutes(notifications: Notifications): Handlers {
  const list = async (party: Party, { limit, after }: { limit: number; after?: string | undefined }) => {
    const page: PageRequest = omitUndefined({ limit, after })
    const { items, next, unread } = await notifications.list(party, page)
    return omitUndefined({ items: items.map(present), unread, next })
  }
  type Asked = { readonly actor: MemberActor }
  const readOne =
    (partyOf: (actor: MemberActor) => Party) =>
    async ({ actor, params }: Asked & { params: { messageId: Id<'msg'> } }) => {
      await notifications.read(actor, partyOf(actor), params.messageId)
      return null
    }
  const readAll =
    (partyOf: (actor: MemberActor) => Party) =>
    async ({ actor, body }: Asked & { body: { upTo: Id<'msg'> } }) => {
      await notifications.readUpTo(actor, partyOf(actor), body.upTo)
      return null
    }
  return {
    'GET /api/seller/order-channel': ({ actor }) => notifications.getOrderNotification(actor),
    'GET /api/buyer/messages': ({ actor, query }) => list(parties.buyer(actor), query),
    'GET /api/seller/messages': ({ actor, query }) => list(parties.seller(actor), query),
    'GET /api/operator/messages': ({ actor, query }) => list(parties.operator(actor), query),
    'POST /api/buyer/messages/:messageId/read': readOne(parties.buyer),
    'POST /api/seller/messages/:messageId/read': readOne(parties.seller),
    'POST /api/operator/messages/:messageId/read': readOne(parties.operator),
    'POST /api/buyer/messages/read': readAll(parties.buyer),
    'POST /api/seller/messages/read': readAll(parties.seller),
    'POST /api/operator/messages/read': readAll(parties.operator),
  }
}
