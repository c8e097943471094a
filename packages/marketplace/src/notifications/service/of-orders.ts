import type { OrderStopped } from '../../orders/index.ts'
import { moneyToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { OrderRefunded } from '../../refunds/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** R50, R53: what was ordered is sold no more, or not now; nothing was paid. */
export const tellOrderStopped = (
  context: NotificationContext,
  tx: Tx,
  { orderId, orderNumber, buyerId, product, why }: OrderStopped,
): Promise<void> =>
  raise(context, tx, {
    kind: 'order_stopped',
    to: { kind: 'buyer', id: buyerId },
    subject: orderId,
    data: { orderId, orderNumber, product, why },
  })

export const tellOrderRefunded = (
  context: NotificationContext,
  tx: Tx,
  { orderId, orderNumber, buyerId, refundOrderId, refundNumber, cause, amount }: OrderRefunded,
): Promise<void> =>
  raise(context, tx, {
    kind: 'order_refunded',
    to: { kind: 'buyer', id: buyerId },
    subject: refundOrderId,
    data: { orderId, orderNumber, amount: moneyToWire(amount), refundNumber, cause },
  })
