import type { Id, Instant } from '@loggia/kernel'
import type { OrderPaid } from '../orders/index.ts'
import { emit } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import { decideState, decideTerm } from './rules.ts'
import type { Subscription, SubscriptionCancelled, SubscriptionCreated } from './schema.ts'
import * as store from './store.ts'

export type Subscriptions = ReturnType<typeof createSubscriptions>

export function createSubscriptions(platform: Platform) {
  const { clock, ids, zone } = platform

  /** One subscription for each line of a paid order. */
  async function createForOrder(tx: Tx, paid: OrderPaid): Promise<void> {
    // In one order of sellers, so that two orders over the same sellers do not wait for each other's gates.
    for (const line of [...paid.lines].sort((a, b) => (a.sellerId < b.sellerId ? -1 : 1))) {
      const subscription: Subscription = {
        id: ids.next('sub'),
        buyerId: paid.buyerId,
        sellerId: line.sellerId,
        productId: line.productId,
        skuId: line.skuId,
        priceItemId: line.priceItemId,
        orderId: paid.orderId,
        orderLineId: line.id,
        quantity: line.quantity,
        period: line.offer.period,
        periodCount: line.offer.periodCount,
        ...(line.offer.trialDays !== undefined && { trialDays: line.offer.trialDays }),
        state: 'opening',
        createdAt: paid.paidAt,
      }
      await store.insert(tx, subscription)
      const created: SubscriptionCreated = { type: 'subscription.created', subscription, paidAt: paid.paidAt }
      await emit(tx, created)
    }
  }

  async function lockKnown(tx: Tx, id: Id<'sub'>): Promise<Subscription> {
    const subscription = await store.lock(tx, id)
    if (!subscription) throw new Error(`There is no subscription ${id}`)
    return subscription
  }

  /** R74: opening succeeded, the term starts now. */
  async function activate(tx: Tx, id: Id<'sub'>): Promise<{ startsAt: Instant; endsAt?: Instant }> {
    const subscription = await lockKnown(tx, id)
    const term = decideTerm(subscription, clock.now(), zone)
    await store.save(tx, { ...subscription, ...term, state: decideState(subscription, 'activate') })
    return term
  }

  async function cancel(
    tx: Tx,
    id: Id<'sub'>,
    cause: Pick<SubscriptionCancelled, 'refundOrder'>,
  ): Promise<void> {
    const subscription = await lockKnown(tx, id)
    await store.save(tx, {
      ...subscription,
      state: decideState(subscription, 'cancel'),
      closedAt: clock.now(),
    })
    const cancelled: SubscriptionCancelled = { type: 'subscription.cancelled', subscriptionId: id, ...cause }
    await emit(tx, cancelled)
  }

  const findByLine = (db: Db, orderLineId: Id<'orl'>): Promise<Subscription | undefined> =>
    store.findByLine(db, orderLineId)
  const find = (db: Db, id: Id<'sub'>): Promise<Subscription | undefined> => store.find(db, id)

  return { createForOrder, activate, cancel, find, findByLine, lock: store.lock }
}
