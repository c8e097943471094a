import type { BalanceCredited } from '../../ledger/index.ts'
import { notify, toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Order } from '../schema.ts'
import * as store from '../store/index.ts'

const describeUnpaid = ({ id: orderId, number: orderNumber, total, lines }: Order) => ({
  orderId,
  orderNumber,
  products: [...new Map(lines.map(({ productId, offer }) => [productId, offer.productName])).values()],
  amount: toWireMoney(total),
})

/**
 * R61: the balance covers unpaid orders now that it did not cover before; their buyer is told of each. Nothing is paid
 * and nothing locked: the buyer decides.
 */
export async function tellPayable(tx: Tx, credited: Omit<BalanceCredited, 'type'>): Promise<void> {
  for (const order of await store.listNewlyCovered(tx, { ...credited, now: tx.clock.now() })) {
    if (order.payBy === undefined) continue
    const data = { ...describeUnpaid(order), payBy: toWireTime(order.payBy) }
    await notify(tx, 'order_payable', { kind: 'buyer', id: order.buyerId }, { subject: order.id, data })
  }
}

/** R61: to the buyer, whose order was cancelled because it was not paid in time. */
export const tellExpired = (tx: Tx, order: Order): Promise<void> =>
  notify(
    tx,
    'order_expired',
    { kind: 'buyer', id: order.buyerId },
    { subject: order.id, data: describeUnpaid(order) },
  )
