import type { Id } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import { notify } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import type { Delivery, DeliveryFailed } from '../schema.ts'
import { getLine } from './context.ts'
import type { FulfilmentContext } from './context.ts'

/** The buyer, and what the messages say of the order. */
async function readOrder({ orders }: FulfilmentContext, tx: Tx, delivery: Delivery) {
  const { id: orderId, buyerId, number: orderNumber, lines } = await orders.get(tx, delivery.orderId)
  const { offer } = getLine(lines, delivery)
  return { buyerId, data: { orderId, orderNumber, product: offer.productName } }
}

const sellerOf = ({ sellerId: id }: Delivery): Party => ({ kind: 'seller', id })
const buyerOf = (id: Id<'byr'>): Party => ({ kind: 'buyer', id })

/** Who is notified: usually the party that has to act next; for a delivery that waits for long, both (R104). */
const partiesOf = {
  due: (seller: Party) => [seller],
  made: (_seller: Party, buyer: Party) => [buyer],
  accepted: (seller: Party) => [seller],
  rejected: (seller: Party) => [seller],
  refunded: (seller: Party) => [seller],
  waiting: (seller: Party, buyer: Party) => [seller, buyer],
} as const satisfies Readonly<
  Record<Messages['delivery']['what'], (seller: Party, buyer: Party) => readonly Party[]>
>

/** Notifies the parties of a step of a delivery that people perform and accept. */
export async function tellDelivery(
  context: FulfilmentContext,
  tx: Tx,
  delivery: Delivery,
  { what, reason }: Pick<Messages['delivery'], 'what' | 'reason'>,
): Promise<void> {
  const { buyerId, data } = await readOrder(context, tx, delivery)
  // A message of its own for each step, since a delivery may be made and rejected several times.
  const subject = `${delivery.id}:${what}:${context.clock.now()}`
  for (const to of partiesOf[what](sellerOf(delivery), buyerOf(buyerId)))
    await notify(tx, 'delivery', to, { subject, data: { what, ...data, reason } })
}

/**
 * Notifies the seller that an operator refunded the delivery, or that its time was over (R70). `orphanPossible`: the
 * seller may have made something whose id is not known.
 */
export async function tellFailed(
  context: FulfilmentContext,
  tx: Tx,
  { delivery, orphanPossible, reason }: Omit<DeliveryFailed, 'type'>,
): Promise<void> {
  if (reason !== undefined) return tellDelivery(context, tx, delivery, { what: 'refunded', reason })
  const { data } = await readOrder(context, tx, delivery)
  await notify(tx, 'opening_failed', sellerOf(delivery), {
    subject: delivery.orderLineId,
    data: { ...data, orphanPossible },
  })
}
