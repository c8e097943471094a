import type { Receiver as WireReceiver } from '@loggia/protocol/console'
import { omitUndefined, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { MessageTopic } from '@loggia/protocol/console'
import type { Handlers, MemberActor, Party } from '../platform/index.ts'
import type { Receiver } from './schema.ts'
import type { Mails } from './service/index.ts'
import type { Subscription } from './service/receivers.ts'

const present = (receiver: Receiver): WireReceiver =>
  omitUndefined({
    id: receiver.id,
    name: receiver.name,
    email: receiver.email,
    phone: receiver.phone,
    language: receiver.language,
    topics: [...receiver.topics],
    state: receiver.state,
    askedAt: toIso(receiver.askedAt),
    confirmedAt: receiver.confirmedAt === undefined ? undefined : toIso(receiver.confirmedAt),
    endedAt: receiver.endedAt === undefined ? undefined : toIso(receiver.endedAt),
  })

const presentSubscription = ({ topics, ...rest }: Subscription) => ({ ...rest, topics: [...topics] })

type Details = { readonly name: string; readonly phone?: string | undefined; readonly topics: MessageTopic[] }
type Asked = { readonly actor: MemberActor; readonly params: { readonly receiverId: Id<'mrc'> } }

/** The same five handlers for each kind of party. */
function receiversOf(mails: Mails, partyOf: (actor: MemberActor) => Party) {
  const own = ({ actor, params }: Asked) => ({ actor, party: partyOf(actor), id: params.receiverId })
  return {
    list: async ({ actor }: { readonly actor: MemberActor }) => ({
      items: (await mails.listReceivers(partyOf(actor))).map(present),
    }),
    add: async ({
      actor,
      body,
    }: {
      readonly actor: MemberActor
      readonly body: Details & { readonly email: string; readonly language: 'zh-CN' | 'en-US' }
    }) => present(await mails.addReceiver(actor, partyOf(actor), body)),
    change: async (asked: Asked & { readonly body: Details }) =>
      present(await mails.changeReceiver(own(asked), asked.body)),
    ask: async (asked: Asked) => present(await mails.askAgain(own(asked))),
    remove: async (asked: Asked) => {
      await mails.removeReceiver(own(asked))
      return null
    },
  }
}

type PartiesOf = Readonly<Record<'buyer' | 'seller' | 'operator', (actor: MemberActor) => Party>>

export function createReceiverRoutes(mails: Mails, partiesOf: PartiesOf): Handlers {
  const buyers = receiversOf(mails, partiesOf.buyer)
  const sellers = receiversOf(mails, partiesOf.seller)
  const operators = receiversOf(mails, partiesOf.operator)
  return {
    'GET /api/buyer/mail-receivers': buyers.list,
    'POST /api/buyer/mail-receivers': buyers.add,
    'PUT /api/buyer/mail-receivers/:receiverId': buyers.change,
    'POST /api/buyer/mail-receivers/:receiverId/confirmation': buyers.ask,
    'DELETE /api/buyer/mail-receivers/:receiverId': buyers.remove,
    'GET /api/seller/mail-receivers': sellers.list,
    'POST /api/seller/mail-receivers': sellers.add,
    'PUT /api/seller/mail-receivers/:receiverId': sellers.change,
    'POST /api/seller/mail-receivers/:receiverId/confirmation': sellers.ask,
    'DELETE /api/seller/mail-receivers/:receiverId': sellers.remove,
    'GET /api/operator/mail-receivers': operators.list,
    'POST /api/operator/mail-receivers': operators.add,
    'PUT /api/operator/mail-receivers/:receiverId': operators.change,
    'POST /api/operator/mail-receivers/:receiverId/confirmation': operators.ask,
    'DELETE /api/operator/mail-receivers/:receiverId': operators.remove,
    'POST /api/mail-subscription': async ({ body }) =>
      presentSubscription(await mails.getSubscription(body.token)),
    'POST /api/mail-subscription/confirmation': async ({ body }) =>
      presentSubscription(await mails.confirmSubscription(body.token)),
    'POST /api/mail-subscription/end': async ({ body }) =>
      presentSubscription(await mails.endSubscription(body.token)),
  }
}
