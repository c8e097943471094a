import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { decideState } from '../rules.ts'
import type { ChangeFailed, Delivery, DeliveryFailed, DeliveryOpened, Fulfiller } from '../schema.ts'
import * as store from '../store.ts'
import { createOwners, lockKnown } from './context.ts'
import type { FulfilmentContext } from './context.ts'
import { tellFailed } from './telling.ts'

export type Fulfilment = ReturnType<typeof createFulfilment>

/** A paid change as its owner knows it: the order and the subscription. */
type OfChange = {
  readonly subscriptionId: Id<'sub'>
  readonly orderId: Id<'ord'>
  readonly sellerId: Id<'sel'>
}

/** When it was delivered, if it was, and when it began to be used (R75, R98), if the seller said so. */
type Accepted = { readonly deliveredAt?: Instant | undefined; readonly begunAt?: Instant | undefined }

export function createFulfilment(context: FulfilmentContext) {
  const { clock, ids, orders, subscriptions } = context
  const { connect, ownerOf } = createOwners()

  async function ownerFor(db: Db, subscriptionId: Id<'sub'>): Promise<Fulfiller> {
    const type = await store.findType(db, subscriptionId)
    if (!type) throw new Error(`Subscription ${subscriptionId} has no delivery`)
    return ownerOf(type)
  }

  /** A line of a new order was paid: the owner of its type is to deliver it. */
  async function start(tx: Tx, event: SubscriptionEvents['created']): Promise<void> {
    const { subscription, productType: type, supervision, paidAt } = event
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
      isSupervised: supervision !== undefined,
      until,
      startedAt: paidAt,
    })
    await store.insert(tx, delivery)
    await owner.start(tx, event, delivery)
  }

  /**
   * What these need from a server is there. They are accepted at once: their terms start (R74) and the lines of their
   * orders are complete. Those that are supervised are accepted by their buyers later.
   */
  async function complete(tx: Tx, subscriptionIds: readonly Id<'sub'>[]): Promise<void> {
    await subscriptions.lockAll(tx, subscriptionIds)
    const started = await store.lockBySubscriptions(tx, subscriptionIds)
    if (started.length < subscriptionIds.length)
      throw new Error(`Not all of ${subscriptionIds.join(', ')} have a delivery`)
    const supervised = started.filter(({ isSupervised }) => isSupervised)
    if (supervised.length > 0)
      await emit<DeliveryOpened>(tx, {
        type: 'delivery.opened',
        subscriptionIds: supervised.map(({ subscriptionId }) => subscriptionId),
      })
    const others = started.filter(({ isSupervised }) => !isSupervised)
    if (others.length > 0) await acceptAll(tx, others, { deliveredAt: clock.now() })
  }

  /** R75: the terms start now, or when what was delivered began to be used. */
  async function acceptAll(
    tx: Tx,
    started: readonly Delivery[],
    { deliveredAt, begunAt }: Accepted,
  ): Promise<void> {
    const accepted = started.map((one): Delivery =>
      omitUndefined({ ...one, state: decideState(one, 'accept'), deliveredAt, acceptedAt: clock.now() }),
    )
    await store.saveAll(tx, accepted)
    const terms = await subscriptions.activate(
      tx,
      accepted.map(({ subscriptionId }) => subscriptionId),
      begunAt,
    )
    await orders.completeLines(
      tx,
      accepted.map(({ orderLineId, subscriptionId }) => ({
        lineId: orderLineId,
        term: terms.get(subscriptionId),
      })),
    )
  }

  /** R99, R101: a supervised delivery is accepted; its order line is complete at once. */
  const accept = async (tx: Tx, subscriptionId: Id<'sub'>, how: Accepted): Promise<void> =>
    acceptAll(tx, [await lockKnown(context, tx, subscriptionId)], how)

  /** It will not be delivered. The domains that hear this refund it and end the subscription. */
  async function fail(
    tx: Tx,
    subscriptionId: Id<'sub'>,
    why: Pick<DeliveryFailed, 'orphanPossible' | 'untried' | 'reason' | 'cause' | 'amount'>,
  ): Promise<void> {
    const before = await lockKnown(context, tx, subscriptionId)
    const delivery: Delivery = { ...before, state: decideState(before, 'fail'), failedAt: clock.now() }
    await store.saveAll(tx, [delivery])
    const failed: DeliveryFailed = { type: 'delivery.failed', delivery, ...why }
    await emit(tx, failed)
    if (why.reason === undefined) await tellFailed(context, tx, failed)
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
    accept,
    getId: store.getId,
    listUntil: store.listUntil,
    fail,
    confirmTerms,
    completeTerms,
    confirmChange,
    failChange,
    requireReady,
  }
}
