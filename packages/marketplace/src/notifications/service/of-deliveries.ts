import type { DeliveryEvent, DeliveryFailed } from '../../fulfilment/index.ts'
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
function partiesOf({ type, delivery, buyerId }: Told): Party[] {
  const seller: Party = { kind: 'seller', id: delivery.sellerId }
  const buyer: Party = { kind: 'buyer', id: buyerId }
  if (type === 'delivery.waiting') return [seller, buyer]
  // What is accepted as it is delivered is told by what came of it.
  if (type === 'delivery.made') return delivery.state === 'delivered' ? [buyer] : []
  return [seller]
}

const tellOf = (
  context: NotificationContext,
  tx: Tx,
  { delivery, orderNumber, productName }: DeliveryEvent,
  of: { readonly what: What; readonly to: Party; readonly reason?: string },
): Promise<void> => {
  const { what, to, reason } = of
  return raise(context, tx, {
    kind: 'delivery',
    to,
    // One for each thing that happens to it, however often: it may be delivered and rejected several times.
    subject: `${delivery.id}:${what}:${context.clock.now()}`,
    data: {
      what,
      orderId: delivery.orderId,
      orderNumber,
      product: productName,
      ...(reason !== undefined && { reason }),
    },
  })
}

export async function tellDelivery(context: NotificationContext, tx: Tx, event: Told): Promise<void> {
  const reason = event.type === 'delivery.rejected' ? { reason: event.reason } : {}
  for (const to of partiesOf(event))
    await tellOf(context, tx, event, { what: whatOf[event.type], to, ...reason })
}

/**
 * An operator gave the money back, or the seller did not deliver in time (R70); then something that nobody can name may stand there all the
 * same.
 */
export function tellDeliveryFailed(
  context: NotificationContext,
  tx: Tx,
  event: DeliveryFailed,
): Promise<void> {
  const { delivery, orderNumber, productName, orphanPossible, reason } = event
  const to: Party = { kind: 'seller', id: delivery.sellerId }
  if (reason !== undefined) return tellOf(context, tx, event, { what: 'refunded', to, reason })
  return raise(context, tx, {
    kind: 'opening_failed',
    to,
    subject: delivery.orderLineId,
    data: { orderId: delivery.orderId, orderNumber, product: productName, orphanPossible },
  })
}
