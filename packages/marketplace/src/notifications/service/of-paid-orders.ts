import { fromHours } from '@loggia/kernel'
import type { OrderChannel } from '../../access/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import type { Call } from '../../calls/index.ts'
import type { Operation } from '../../dialects/index.ts'
import type { OrderPaid } from '../../orders/index.ts'
import type { NotificationContext } from './context.ts'

/**
 * Notifies each line's seller of a paid order, if the seller has asked for it (order-notification §1): one call a line,
 * for every kind of paid order. Refund orders are not paid. Nothing waits for these calls.
 */
export async function notifySellers(
  { access, calls, orders }: NotificationContext,
  tx: Tx,
  { orderId, lines }: OrderPaid,
): Promise<void> {
  const sellerIds = new Set(lines.map((line) => line.sellerId))
  const told = await access.listToldOfOrders(tx, [...sellerIds])
  if (told.size === 0) return
  const { number: orderNumber } = await orders.get(tx, orderId)
  for (const { id: lane, sellerId, productId, number: lineNumber } of lines) {
    if (!told.has(sellerId)) continue
    const operation = { kind: 'notify_order' as const, orderNumber, lineNumber }
    await calls.enqueue(tx, { sellerId, productId, lane, subject: orderId, operation })
  }
}

/**
 * The channel of the actor's seller for paid orders, if it was ever set, and for how many hours a failing call is tried
 * now.
 */
export async function getOrderNotification(
  { access, calls }: NotificationContext,
  actor: MemberActor,
): Promise<{ channel?: Omit<OrderChannel, 'sellerId'>; triedForHours: number }> {
  const triedForHours = calls.scheduleOf('notify_order').windowMs / fromHours(1)
  const found = await access.findOrderChannel(actor)
  if (!found) return { triedForHours }
  const { addressId, keyId, switchedOn } = found
  return { channel: { addressId, keyId, switchedOn }, triedForHours }
}

/** The operation is complete in the call, so it is sent again unchanged. */
export const notifyAgain = (
  _tx: Tx,
  { operation }: Call<Operation<'orders'>>,
): Promise<Operation<'orders'>> => Promise.resolve(operation)
