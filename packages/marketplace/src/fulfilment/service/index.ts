import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { decideState } from '../rules.ts'
import type { ChangeFailed, Delivery, DeliveryFailed, Fulfiller } from '../schema.ts'
import * as store from '../store.ts'
import { createAcceptance } from './acceptance.ts'
import { createOwners, lockKnown } from './context.ts'
import type { FulfilmentContext } from './context.ts'
import { createLists } from './lists.ts'
import { tellFailed } from './telling.ts'

export type Fulfilment = ReturnType<typeof createFulfilment>

/** A paid change as its owner knows it: the order and the subscription. */
type OfChange = {
  readonly subscriptionId: Id<'sub'>
  readonly orderId: Id<'ord'>
  readonly sellerId: Id<'sel'>
}

export function createFulfilment(context: FulfilmentContext) {
  const { clock, ids, orders, subscriptions } = context
  const { connect, ownerOf } = createOwners()
  const acceptance = createAcceptance(context, ownerOf)

  async function ownerFor(db: Db, subscriptionId: Id<'sub'>): Promise<Fulfiller> {
    const type = await store.findType(db, subscriptionId)
    if (!type) throw new Error(`Subscription ${subscriptionId} has no delivery`)
    return ownerOf(type)
  }

  /** A line of a new order was paid: the owner of its type is to deliver it. */
  async function start(tx: Tx, event: SubscriptionEvents['created']): Promise<void> {
    const { subscription, productType: type, paidAt } = event
    const owner = ownerOf(type)
    const until = owner.decideUntil(paidAt)
    const delivery: Delivery = omitUndefined({
      id: ids.next('dlv'),
      orderLineId: subscription.orderLineId,
      subscriptionId: subscription.id,
      orderId: subscription.orderId,
      sellerId: subscription.sellerId,
      type,
      state: 'started',
      until,
      startedAt: paidAt,
    })
    await store.insert(tx, delivery)
    if (owner.acceptance === 'by_buyer') await acceptance.startWaiting(tx, delivery)
    await owner.start(tx, event, delivery)
  }

  /** These are delivered and accepted at once: their terms start (R74) and the lines of their orders are complete. */
  async function complete(tx: Tx, subscriptionIds: readonly Id<'sub'>[]): Promise<void> {
    await subscriptions.lockAll(tx, subscriptionIds)
    const started = await store.lockBySubscriptions(tx, subscriptionIds)
    if (started.length < subscriptionIds.length)
      throw new Error(`Not all of ${subscriptionIds.join(', ')} have a delivery`)
    const now = clock.now()
    const accepted = started.map((one): Delivery => {
      const delivered: Delivery = { ...one, state: decideState(one, 'deliver'), deliveredAt: now }
      return { ...delivered, state: decideState(delivered, 'accept'), acceptedAt: now }
    })
    await store.saveAll(tx, accepted)
    const terms = await subscriptions.activate(tx, subscriptionIds)
    await orders.completeLines(
      tx,
      accepted.map(({ orderLineId, subscriptionId }) => ({
        lineId: orderLineId,
        term: terms.get(subscriptionId),
      })),
    )
  }

  /** It will not be delivered. The domains that hear this refund it and end the subscription. */
  async function fail(
    tx: Tx,
    subscriptionId: Id<'sub'>,
    why: Pick<DeliveryFailed, 'orphanPossible' | 'reason'>,
  ): Promise<void> {
    const before = await lockKnown(context, tx, subscriptionId)
    const delivery: Delivery = { ...before, state: decideState(before, 'fail'), failedAt: clock.now() }
    await store.saveAll(tx, [delivery])
    const failed: DeliveryFailed = { type: 'delivery.failed', delivery, ...why }
    await emit(tx, failed)
    await tellFailed(context, tx, failed)
  }

  /** The seller has confirmed an end: the orders whose terms end by then are complete. */
  async function confirmTerms(
    tx: Tx,
    subscriptionId: Id<'sub'>,
    { expiresAt, lineNumber }: { readonly expiresAt: Instant; readonly lineNumber: string },
  ): Promise<void> {
    const held = await subscriptions.lockHeld(tx, subscriptionId)
    const confirmed = subscriptions.listTermsUntil(held, expiresAt)
    // Of a service with many terms all but the last were confirmed long ago; their orders are not locked again.
    const open = await orders.listOpenLines(
      tx,
      confirmed.map(({ orderLineId }) => orderLineId),
    )
    for (const term of confirmed.filter(({ orderLineId }) => open.includes(orderLineId))) {
      const { order, line } = await orders.lockLine(tx, term.orderLineId)
      // A conversion or another combination is more than a new end: it is confirmed only by its own call.
      const isMore = order.kind === 'conversion' || line.offer.before !== undefined
      if (line.state === 'open' && (!isMore || line.number === lineNumber))
        await orders.completeLines(tx, [{ lineId: line.id, term }])
    }
  }

  /** R73: completes the terms of a service that is over: the paid time has passed, confirmed by the seller or not. */
  async function completeTerms(tx: Tx, subscriptionId: Id<'sub'>): Promise<void> {
    const { terms } = await subscriptions.lockHeld(tx, subscriptionId)
    for (const term of terms) {
      if (term.position === 1 || term.refundedAt !== undefined) continue
      const { line } = await orders.lockLine(tx, term.orderLineId)
      if (line.state === 'open') await orders.completeLines(tx, [{ lineId: line.id, term }])
    }
  }

  /** The change that was paid holds now. */
  async function confirmChange(tx: Tx, of: OfChange): Promise<void> {
    const lineId = await subscriptions.applyChange(tx, of.subscriptionId)
    if (lineId === undefined) return
    await record(tx, 'change.applied', { subject: of.orderId, data: { sellerId: of.sellerId } })
    await orders.completeLines(tx, [{ lineId }])
  }

  /** R70: the change that was paid will not be made, and its time is over. */
  async function failChange(tx: Tx, { until, ...of }: OfChange & { readonly until: Instant }): Promise<void> {
    const lineId = await subscriptions.failChange(tx, of.subscriptionId)
    if (lineId === undefined) return
    const data = { sellerId: of.sellerId, until: toWireTime(until) }
    await record(tx, 'change.failed', { subject: of.orderId, data })
    await emit<ChangeFailed>(tx, {
      type: 'change.failed',
      orderLineId: lineId,
      subscriptionId: of.subscriptionId,
    })
  }

  /** The owner of each product type decides what a product needs before it is sold. */
  async function requireReady(tx: Tx, event: ProductTold<'product.submitted'>): Promise<void> {
    const { type } = await getProduct(tx, event.productId)
    await ownerOf(type).requireReady(tx, event)
  }

  return {
    /** Takes the owners of the product types; called once, before anything runs. */
    connect,
    ownerFor,
    start,
    complete,
    fail,
    confirmTerms,
    completeTerms,
    confirmChange,
    failChange,
    requireReady,
    ...acceptance,
    ...createLists(context, ownerOf),
  }
}
