import type { Id } from '@loggia/kernel'
import { subtract } from '@loggia/kernel'
import type { ChangeFailed, DeliveryFailed } from '../../fulfilment/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Returning } from '../schema.ts'
import { createAnswering } from './answering.ts'
import { createAsking } from './asking.ts'
import { createFollowing } from './following.ts'
import { createGiving } from './giving.ts'
import type { RefundsContext } from './giving.ts'
import { createQuota } from './quota.ts'
import { createRequestLists } from './request-lists.ts'
import { createRequests, defineRequestFiles } from './requests.ts'
import { createSelfService } from './self-service.ts'

export type Refunds = ReturnType<typeof createRefunds>

export function createRefunds(context: RefundsContext) {
  const { orders, subscriptions } = context
  const giveBack = createGiving(context)
  const quota = createQuota(context)
  defineRequestFiles(context)
  const requests = createRequests(context)
  const { reject, move, ...answering } = createAnswering(context, requests)
  const following = createFollowing(requests, { ...answering, reject, move })

  /** Everything that was paid for a line and was not refunded yet. */
  async function allOf(tx: Tx, lineId: Id<'orl'>): Promise<Returning> {
    const { amount, returned } = await orders.getLine(tx, lineId)
    return { lineId, amount: subtract(amount, returned), closes: true }
  }

  /**
   * R70, R72, R157: a line whose delivery has failed is refunded alone and in full, or with the amount that was agreed
   * (R155): the rest stays with the seller. The subscription ends, and with it what the seller has made.
   */
  async function refundFailedDelivery(tx: Tx, failed: DeliveryFailed): Promise<void> {
    const { delivery, reason, cause = reason === undefined ? 'opening_failed' : 'not_delivered' } = failed
    const { orderLineId, subscriptionId } = delivery
    await following.closeOfLine(tx, delivery)
    const all = await allOf(tx, orderLineId)
    const { refundOrder } = await giveBack(tx, cause, {
      returns: [{ ...all, amount: failed.amount ?? all.amount }],
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
    ...createAsking(context, requests),
    ...answering,
    applyAppeal: following.applyAppeal,
    remind: following.remind,
    ...createRequestLists(context),
  }
}
