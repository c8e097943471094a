import type { Ledger } from '../ledger/index.ts'
import type { Orders } from '../orders/index.ts'
import { emit, moneyToWire, recordHistory } from '../platform/index.ts'
import type { Platform, Tx } from '../platform/index.ts'
import type { OpeningFailed } from '../provisioning/index.ts'
import type { Subscriptions } from '../subscriptions/index.ts'
import type { OrderRefunded } from './schema.ts'
import * as store from './store.ts'

export type Refunds = ReturnType<typeof createRefunds>

export function createRefunds(
  platform: Platform & { ledger: Ledger; orders: Orders; subscriptions: Subscriptions },
) {
  const { clock, ids, ledger, orders, subscriptions } = platform

  /** R70, R72: what failed for good is refunded alone and in full; the subscription ends, and what stands at the seller with it. */
  async function refundFailedOpening(tx: Tx, failed: OpeningFailed): Promise<void> {
    const now = clock.now()
    const { order, line, refundOrder } = await orders.refundLine(tx, failed.orderLineId)
    const amount = line.amount
    // A ledger entry is never zero: a line that cost nothing is refunded without one.
    const posted =
      amount.amountMinor === 0n
        ? undefined
        : await ledger.refund(tx, { buyerId: order.buyerId, refundOrderId: refundOrder.id, amount })
    await store.insert(tx, {
      id: ids.next('rfd'),
      orderLineId: line.id,
      orderId: order.id,
      refundOrderId: refundOrder.id,
      cause: 'opening_failed',
      state: 'paid',
      amount,
      ...(posted && { postingId: posted.postingId }),
      requestedAt: now,
      paidAt: now,
    })
    const data = {
      amount: moneyToWire(amount),
      refundNumber: refundOrder.number,
      refundOrderId: refundOrder.id,
      sellerId: line.sellerId,
    }
    await recordHistory(tx, { subject: order.id, at: now, kind: 'order.refunded', data })
    await recordHistory(tx, {
      subject: refundOrder.id,
      at: now,
      kind: 'refund.paid',
      data: {
        amount: moneyToWire(amount),
        orderNumber: order.number,
        orderId: order.id,
        sellerId: line.sellerId,
      },
    })
    const lineNumber = refundOrder.lines[0]?.number ?? ''
    await subscriptions.cancel(tx, failed.subscriptionId, {
      refundOrder: { number: refundOrder.number, lineNumber },
    })
    const refunded: OrderRefunded = {
      type: 'order.refunded',
      orderId: order.id,
      orderNumber: order.number,
      buyerId: order.buyerId,
      sellerId: line.sellerId,
      refundOrderId: refundOrder.id,
      refundNumber: refundOrder.number,
      amount,
    }
    await emit(tx, refunded)
  }

  return { refundFailedOpening }
}
