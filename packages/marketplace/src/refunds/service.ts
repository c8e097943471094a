import type { Ledger } from '../ledger/index.ts'
import type { Orders } from '../orders/index.ts'
import { emit, moneyToWire, recordHistory } from '../platform/index.ts'
import type { Platform, Tx } from '../platform/index.ts'
import type { ChangeFailed, OpeningFailed } from '../provisioning/index.ts'
import type { Subscriptions } from '../subscriptions/index.ts'
import type { OrderRefunded, Refund } from './schema.ts'
import * as store from './store.ts'

export type Refunds = ReturnType<typeof createRefunds>

export function createRefunds(
  platform: Platform & { ledger: Ledger; orders: Orders; subscriptions: Subscriptions },
) {
  const { clock, ids, ledger, orders, subscriptions } = platform

  type Returned = Awaited<ReturnType<Orders['returnLines']>>

  /** Closes lines and gives their money back: one refund order, one posting, a refund for each line; told to all. */
  async function giveBack(
    tx: Tx,
    cause: Refund['cause'],
    ask: Parameters<Orders['returnLines']>[1],
  ): Promise<Returned> {
    const now = clock.now()
    const returned = await orders.returnLines(tx, ask)
    const { lines, refundOrder } = returned
    const amount = refundOrder.total
    // A ledger entry is never zero: what cost nothing is refunded without one.
    const posted =
      amount.amountMinor === 0n
        ? undefined
        : await ledger.refund(tx, { buyerId: refundOrder.buyerId, refundOrderId: refundOrder.id, amount })
    for (const { order, line } of lines)
      await store.insert(tx, {
        id: ids.next('rfd'),
        buyerId: refundOrder.buyerId,
        orderLineId: line.id,
        orderId: order.id,
        refundOrderId: refundOrder.id,
        cause,
        state: 'paid',
        amount: line.amount,
        ...(posted && { postingId: posted.postingId }),
        requestedAt: now,
        paidAt: now,
      })
    await tellRefunded(tx, cause, returned)
    return returned
  }

  async function tellRefunded(
    tx: Tx,
    cause: Refund['cause'],
    { lines, refundOrder }: Returned,
  ): Promise<void> {
    const now = clock.now()
    for (const { order, line } of lines) {
      const { sellerId } = line
      const data = {
        amount: moneyToWire(line.amount),
        refundNumber: refundOrder.number,
        refundOrderId: refundOrder.id,
        cause,
        sellerId,
      }
      await recordHistory(tx, { subject: order.id, at: now, kind: 'order.refunded', data })
      await recordHistory(tx, {
        subject: refundOrder.id,
        at: now,
        kind: 'refund.paid',
        data: {
          amount: moneyToWire(line.amount),
          orderNumber: order.number,
          orderId: order.id,
          cause,
          sellerId,
        },
      })
    }
    const [first] = lines
    if (!first) return
    const refunded: OrderRefunded = {
      type: 'order.refunded',
      orderId: first.order.id,
      orderNumber: first.order.number,
      buyerId: refundOrder.buyerId,
      sellerId: first.line.sellerId,
      refundOrderId: refundOrder.id,
      refundNumber: refundOrder.number,
      amount: refundOrder.total,
    }
    await emit(tx, refunded)
  }

  /** R70, R72, R157: what failed for good is refunded alone and in full; the subscription ends, and what stands at the seller with it. */
  async function refundFailedOpening(tx: Tx, failed: OpeningFailed): Promise<void> {
    const { refundOrder } = await giveBack(tx, 'opening_failed', {
      lineIds: [failed.orderLineId],
      subscriptionId: failed.subscriptionId,
    })
    const lineNumber = refundOrder.lines[0]?.number ?? ''
    await subscriptions.cancel(tx, failed.subscriptionId, {
      event: 'fail',
      refundOrder: { number: refundOrder.number, lineNumber },
    })
  }

  /** R70: a change that the seller did not make is refunded; the service stays as it is. */
  async function refundFailedChange(tx: Tx, failed: ChangeFailed): Promise<void> {
    await giveBack(tx, 'change_failed', {
      lineIds: [failed.orderLineId],
      subscriptionId: failed.subscriptionId,
    })
  }

  return { refundFailedOpening, refundFailedChange }
}
