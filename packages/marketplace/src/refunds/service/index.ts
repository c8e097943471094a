import type { Id } from '@loggia/kernel'
import { subtract } from '@loggia/kernel'
import type { ChangeFailed, DeliveryFailed } from '../../fulfilment/index.ts'
import type { Tx } from '../../platform/index.ts'
import { createGiving } from './giving.ts'
import type { RefundsContext } from './giving.ts'
import { createQuota } from './quota.ts'
import { createSelfService } from './self-service.ts'

export type Refunds = ReturnType<typeof createRefunds>

export function createRefunds(context: RefundsContext) {
  const { orders, subscriptions } = context
  const giveBack = createGiving(context)
  const quota = createQuota(context)

  /** Everything that was paid for a line and was not refunded yet. */
  async function allOf(tx: Tx, lineId: Id<'orl'>) {
    const { amount, returned } = await orders.getLine(tx, lineId)
    return { lineId, amount: subtract(amount, returned), closes: true }
  }

  /**
   * R70, R72, R157: a line whose delivery has failed is refunded alone and in full. The subscription ends, and with it
   * what the seller has made.
   */
  async function refundFailedDelivery(tx: Tx, { delivery, reason }: DeliveryFailed): Promise<void> {
    const { orderLineId, subscriptionId } = delivery
    const { refundOrder } = await giveBack(tx, reason === undefined ? 'opening_failed' : 'not_delivered', {
      returns: [await allOf(tx, orderLineId)],
      subscriptionId,
    })
    const lineNumber = refundOrder.lines[0]?.number ?? ''
    await subscriptions.cancel(tx, subscriptionId, {
      event: 'fail',
      refundOrder: { id: refundOrder.id, number: refundOrder.number, lineNumber },
    })
  }

  /** R70: a change that the seller did not make is refunded; the service stays as it is. */
  async function refundFailedChange(tx: Tx, failed: ChangeFailed): Promise<void> {
    await giveBack(tx, 'change_failed', {
      returns: [await allOf(tx, failed.orderLineId)],
      subscriptionId: failed.subscriptionId,
    })
  }

  return {
    refundFailedDelivery,
    refundFailedChange,
    ...createSelfService({ ...context, giveBack, quota }),
    getQuota: quota.getQuota,
    getQuotaOf: quota.getQuotaOf,
    reportOutside: quota.reportOutside,
  }
}
