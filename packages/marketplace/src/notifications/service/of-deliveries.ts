import { defined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Delivery, DeliveryEvent, DeliveryFailed } from '../../fulfilment/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { MessageData, Party } from '../schema.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

type Told = Exclude<DeliveryEvent, DeliveryFailed>
type What = MessageData['delivery']['what']

const whatOf = {
  'delivery.due': 'due',
  'delivery.made': 'made',
  'delivery.accepted': 'accepted',
  'delivery.rejected': 'rejected',
  'delivery.waiting': 'waiting',
} as const satisfies Readonly<Record<Told['type'], What>>

/** Whoever is to do something next; of what is accepted, who delivered it; of what waits for long, both (R104). */
function partiesOf({ type, delivery }: Told, buyerId: Id<'byr'>): Party[] {
  const seller: Party = { kind: 'seller', id: delivery.sellerId }
  const buyer: Party = { kind: 'buyer', id: buyerId }
  if (type === 'delivery.waiting') return [seller, buyer]
  return type === 'delivery.made' ? [buyer] : [seller]
}

/** Whose order it is of, and what was bought. */
async function readOrder({ orders }: NotificationContext, tx: Tx, { orderId, orderLineId }: Delivery) {
  const { buyerId, number: orderNumber, lines } = await orders.get(tx, orderId)
  const line = lines.find(({ id }) => id === orderLineId)
  if (!line) throw new Error(`Order ${orderNumber} has no line ${orderLineId}`)
  return { buyerId, data: { orderId, orderNumber, product: line.offer.productName } }
}

type Saying = { readonly what: What; readonly to: Party; readonly reason?: string }

const tellOf = (
  context: NotificationContext,
  tx: Tx,
  { id }: Delivery,
  { what, to, reason, ...data }: Saying & Awaited<ReturnType<typeof readOrder>>['data'],
): Promise<void> =>
  raise(context, tx, {
    kind: 'delivery',
    to,
    // One for each thing that happens to it, however often: it may be delivered and rejected several times.
    subject: `${id}:${what}:${context.clock.now()}`,
    data: defined({ what, ...data, reason }),
  })

export async function tellDelivery(context: NotificationContext, tx: Tx, event: Told): Promise<void> {
  const { type, delivery } = event
  // What is accepted as it is delivered is told by what came of it.
  if (type === 'delivery.made' && delivery.state === 'accepted') return
  const { buyerId, data } = await readOrder(context, tx, delivery)
  const reason = type === 'delivery.rejected' ? { reason: event.reason } : {}
  for (const to of partiesOf(event, buyerId))
    await tellOf(context, tx, delivery, { what: whatOf[type], to, ...data, ...reason })
}

/**
 * An operator gave the money back, or the seller did not deliver in time (R70); then something that nobody can name may stand there all the
 * same.
 */
export async function tellDeliveryFailed(
  context: NotificationContext,
  tx: Tx,
  { delivery, orphanPossible, reason }: DeliveryFailed,
): Promise<void> {
  const to: Party = { kind: 'seller', id: delivery.sellerId }
  const { data } = await readOrder(context, tx, delivery)
  if (reason !== undefined) return tellOf(context, tx, delivery, { what: 'refunded', to, reason, ...data })
  return raise(context, tx, {
    kind: 'opening_failed',
    to,
    subject: delivery.orderLineId,
    data: { ...data, orphanPossible },
  })
}
