import type { OrderStopped } from '../../orders/index.ts'
import { moneyToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { OpeningFailed } from '../../provisioning/index.ts'
import type { OrderRefunded } from '../../refunds/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** R70: the seller did not open in time; if no answer ever named an instance, one may stand there all the same. */
export const tellOpeningFailed = (
  context: NotificationContext,
  tx: Tx,
  { orderId, orderLineId, orderNumber, sellerId, productName, orphanPossible }: OpeningFailed,
): Promise<void> =>
  raise(context, tx, {
    kind: 'opening_failed',
    to: { kind: 'seller', id: sellerId },
    subject: orderLineId,
    data: { orderId, orderNumber, product: productName, orphanPossible },
  })

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
