import { omitUndefined, subtract, sum } from '@loggia/kernel'
import type { Calendar } from '../../calendar/index.ts'
import type { Files } from '../../files/index.ts'
import type { Ledger } from '../../ledger/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireMoney, notify, record } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Supervisions } from '../../supervision/index.ts'
import { decideOrigins } from '../rules.ts'
import type { RefundCause } from '../schema.ts'
import * as store from '../store/index.ts'

export type RefundsContext = Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly parties: Pick<Parties, 'getBuyer' | 'getCustomers' | 'getSellers'>
  readonly files: Pick<Files, 'defineKind' | 'withStored' | 'keep' | 'listOf'>
  readonly supervisions: Pick<
    Supervisions,
    | 'endByRefund'
    | 'findByLine'
    | 'get'
    | 'listById'
    | 'lockForRefund'
    | 'resumeAfterRefund'
    | 'passRefund'
    | 'stopForRefund'
  >
  readonly ledger: Ledger
  readonly orders: Orders
  readonly subscriptions: Subscriptions
}
/** The refunded lines with their orders, and the refund order. */
export type Returned = Awaited<ReturnType<Orders['returnLines']>>

/** Refunds money. The caller ends what was bought with it. */
export function createGiving({ clock, ids, ledger, orders }: RefundsContext) {
  /** Closes lines and refunds them: one refund order, one posting, and a refund for each line. Emits and records it. */
  async function giveBack(
    tx: Tx,
    cause: RefundCause,
    ask: Parameters<Orders['returnLines']>[1],
  ): Promise<Returned> {
    const now = clock.now()
    const returned = await orders.returnLines(tx, ask)
    const { lines, refundOrder } = returned
    const posted = await post(tx, returned)
    for (const { order, line, amount } of lines)
      await store.insert(tx, {
        id: ids.next('rfd'),
        buyerId: refundOrder.buyerId,
        orderLineId: line.id,
        orderId: order.id,
        refundOrderId: refundOrder.id,
        cause,
        state: 'paid',
        amount,
        ...omitUndefined({ postingId: posted?.postingId }),
        requestedAt: now,
        paidAt: now,
      })
    const closed = ask.returns.filter(({ closes }) => closes).map(({ lineId }) => lineId)
    await orders.freeStock(tx, closed)
    await tellRefunded(tx, cause, returned)
    return returned
  }

  /** R154. A ledger entry is never zero, so lines that cost nothing are refunded without a posting. */
  async function post(tx: Tx, { lines, refundOrder }: Returned) {
    const { buyerId, id: refundOrderId, total } = refundOrder
    if (total.amountMinor === 0n) return undefined
    // What was paid is in the balance's name, since nothing else can be paid with.
    const paid = sum(
      lines.map(({ line }) => line.amount),
      total.currency,
    )
    const returned = sum(
      lines.map(({ line, amount }) => subtract(line.returned, amount)),
      total.currency,
    )
    const [toBalance] = decideOrigins(total, [{ origin: 'balance', paid, returned }])
    return toBalance && ledger.refund(tx, { buyerId, refundOrderId, amount: toBalance.amount })
  }

  async function tellRefunded(tx: Tx, cause: RefundCause, { lines, refundOrder }: Returned): Promise<void> {
    const now = clock.now()
    for (const { order, line, amount } of lines) {
      const { sellerId } = line
      const data = {
        amount: toWireMoney(amount),
        refundNumber: refundOrder.number,
        refundOrderId: refundOrder.id,
        cause,
        sellerId,
      }
      await record(tx, 'order.refunded', { subject: order.id, at: now, data })
      await record(tx, 'refund.paid', {
        subject: refundOrder.id,
        at: now,
        data: {
          amount: toWireMoney(amount),
          orderNumber: order.number,
          orderId: order.id,
          cause,
          sellerId,
        },
      })
    }
    const [first] = lines
    if (!first) return
    await notify(
      tx,
      'order_refunded',
      { kind: 'buyer', id: refundOrder.buyerId },
      {
        subject: refundOrder.id,
        data: {
          orderId: first.order.id,
          orderNumber: first.order.number,
          amount: toWireMoney(refundOrder.total),
          refundNumber: refundOrder.number,
          cause,
        },
      },
    )
  }

  return giveBack
}
