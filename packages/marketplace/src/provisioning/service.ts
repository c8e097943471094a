import type { Id, Instant } from '@loggia/kernel'
import type { Answer, Call, Calls, LiveAnswer } from '../calls/index.ts'
import type { Orders } from '../orders/index.ts'
import { requireBuyer } from '../parties/index.ts'
import { emit, recordHistory, timeToWire } from '../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../platform/index.ts'
import type {
  SubscriptionChanging,
  SubscriptionCreated,
  SubscriptionEnded,
  SubscriptionExtended,
  SubscriptionFrozen,
  Subscriptions,
} from '../subscriptions/index.ts'
import { provisioningProblems } from './problems.ts'
import { decideState, openingUntil } from './rules.ts'
import type { ChangeFailed, Instance, OpeningFailed, RenewalUnconfirmed } from './schema.ts'
import * as store from './store.ts'

export type Provisioning = ReturnType<typeof createProvisioning>

export function createProvisioning(
  platform: Platform & { orders: Orders; subscriptions: Subscriptions; calls: Calls },
) {
  const { clock, ids, orders, subscriptions, calls } = platform

  const told = (
    tx: Tx,
    instance: Instance,
    entry: { kind: string; data?: Record<string, unknown> },
  ): Promise<void> =>
    recordHistory(tx, {
      subject: instance.orderId,
      at: clock.now(),
      kind: entry.kind,
      data: { ...entry.data, sellerId: instance.sellerId },
    })

  /** The subscription is locked first, as everybody does who changes both. */
  async function lockKnown(tx: Tx, subscriptionId: Id<'sub'>): Promise<Instance> {
    await subscriptions.lock(tx, subscriptionId)
    const instance = await store.lockBySubscription(tx, subscriptionId)
    if (!instance) throw new Error(`Subscription ${subscriptionId} has no instance`)
    return instance
  }

  const laneOf = (instance: Instance) => ({
    sellerId: instance.sellerId,
    productId: instance.productId,
    lane: instance.subscriptionId,
    subject: instance.orderId,
  })

  /** A line was paid: the seller is asked to open it, for as long as R70 allows. */
  async function startOpening(tx: Tx, { subscription, paidAt }: SubscriptionCreated): Promise<void> {
    const { order, line } = await orders.lockLine(tx, subscription.orderLineId)
    const instance: Instance = {
      id: ids.next('ins'),
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      productId: subscription.productId,
      orderId: subscription.orderId,
      orderLineId: subscription.orderLineId,
      state: 'opening',
      openingUntil: openingUntil(paidAt, calls.scheduleOf('create_instance').windowMs),
    }
    await store.insert(tx, instance)
    await told(tx, instance, { kind: 'opening.started', data: { until: timeToWire(instance.openingUntil) } })
    const operation = { kind: 'create_instance' as const, orderNumber: order.number, lineNumber: line.number }
    await calls.enqueue(tx, { ...laneOf(instance), operation, windowEndsAt: instance.openingUntil })
  }

  async function askForAccess(
    tx: Tx,
    instance: Instance,
    reference: string,
    untilOpeningEnds: boolean,
  ): Promise<void> {
    const operation = { kind: 'query_instance' as const, references: [reference] }
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation,
      ...(untilOpeningEnds && { windowEndsAt: instance.openingUntil }),
    })
  }

  /** The service stands: the term starts (R74) and the order's line is complete. */
  async function open(tx: Tx, instance: Instance, reference: string): Promise<Instance> {
    const opened: Instance = {
      ...instance,
      state: decideState(instance, 'open'),
      reference,
      openedAt: clock.now(),
    }
    await store.save(tx, opened)
    await told(tx, opened, { kind: 'instance.opened', data: { reference } })
    const { seenReference: other } = instance
    if (other !== undefined && other !== reference)
      await told(tx, opened, { kind: 'instance.second', data: { reference: other } })
    const term = await subscriptions.activate(tx, instance.subscriptionId)
    await orders.completeLine(tx, instance.orderLineId, term)
    return opened
  }

  /** The time is over: the money goes back (R70), and what may stand at the seller is released or named. */
  async function fail(tx: Tx, instance: Instance): Promise<void> {
    const { order, line } = await orders.lockLine(tx, instance.orderLineId)
    const reference = instance.reference ?? instance.seenReference
    const orphanPossible = reference === undefined
    await store.save(tx, {
      ...instance,
      ...(reference !== undefined && { reference }),
      state: decideState(instance, 'fail'),
      closedAt: clock.now(),
    })
    await told(tx, instance, { kind: 'opening.failed', data: { until: timeToWire(instance.openingUntil) } })
    if (orphanPossible) await told(tx, instance, { kind: 'instance.orphan_possible' })
    const failed: OpeningFailed = {
      type: 'opening.failed',
      orderId: order.id,
      orderLineId: line.id,
      orderNumber: order.number,
      subscriptionId: instance.subscriptionId,
      sellerId: instance.sellerId,
      buyerId: order.buyerId,
      productName: line.offer.productName,
      orphanPossible,
    }
    await emit(tx, failed)
  }

  /** What a call names: the seller's id of an instance that stands. */
  const referenceOf = ({ id, reference }: Instance): string => {
    if (reference === undefined) throw new Error(`Instance ${id} has no id of its seller`)
    return reference
  }

  /** R112: the seller is told of another end, and that what was frozen may be used again. */
  async function startRefresh(tx: Tx, event: SubscriptionExtended): Promise<void> {
    const instance = await lockKnown(tx, event.subscriptionId)
    const reference = referenceOf(instance)
    await calls.enqueue(tx, {
      ...laneOf(instance),
      subject: event.orderId,
      operation: {
        kind: 'refresh_instance',
        reference,
        scene: event.scene,
        orderNumber: event.orderNumber,
        lineNumber: event.lineNumber,
        expiresAt: event.endsAt,
        ...(event.productCode !== undefined && { productCode: event.productCode }),
      },
    })
    if (event.unfreeze) await setStatus(tx, instance, 'active')
  }

  const setStatus = (tx: Tx, instance: Instance, status: 'frozen' | 'active'): Promise<Id<'cal'>> =>
    calls.enqueue(tx, {
      ...laneOf(instance),
      operation: { kind: 'set_instance_status', reference: referenceOf(instance), status },
    })

  /** R114: the end of grace. */
  async function startFreeze(tx: Tx, { subscriptionId }: SubscriptionFrozen): Promise<void> {
    await setStatus(tx, await lockKnown(tx, subscriptionId), 'frozen')
  }

  /** R119: what was paid for is made by the seller, or its money goes back (R70). */
  async function startChange(tx: Tx, event: SubscriptionChanging): Promise<void> {
    const instance = await lockKnown(tx, event.subscriptionId)
    await calls.enqueue(tx, {
      ...laneOf(instance),
      subject: event.orderId,
      operation: {
        kind: 'upgrade_instance',
        reference: referenceOf(instance),
        orderNumber: event.orderNumber,
        lineNumber: event.lineNumber,
      },
      windowEndsAt: event.until,
    })
  }

  /** `refreshInstance` answered for good: the orders that the seller was told of are complete; R73: if never, the paid time holds all the same. */
  async function applyRefreshed(tx: Tx, call: Call, answer: Answer): Promise<void> {
    if (call.operation.kind !== 'refresh_instance') return
    const { expiresAt, scene } = call.operation
    await instanceOf(tx, call)
    const at = { subject: call.subject, at: clock.now() }
    const data = { endsAt: timeToWire(expiresAt), sellerId: call.sellerId }
    if (answer.kind === 'stopped') {
      await recordHistory(tx, { ...at, kind: 'renewal.unconfirmed', data })
      if (scene === 'renewal_cancelled') return
      await emit<RenewalUnconfirmed>(tx, {
        type: 'renewal.unconfirmed',
        orderId: call.subject as Id<'ord'>,
        orderNumber: call.operation.orderNumber,
        sellerId: call.sellerId,
        productId: call.productId,
      })
      return
    }
    await recordHistory(tx, { ...at, kind: 'renewal.told', data })
    await completeTold(tx, call.lane as Id<'sub'>, expiresAt)
  }

  async function completeTold(tx: Tx, subscriptionId: Id<'sub'>, expiresAt: Instant): Promise<void> {
    const held = await subscriptions.lockHeld(tx, subscriptionId)
    for (const term of subscriptions.termsUntil(held, expiresAt)) {
      const { line } = await orders.lockLine(tx, term.orderLineId)
      const isToCome = line.offer.before !== undefined && term.startsAt > clock.now()
      if (line.state === 'open' && !isToCome) await orders.completeLine(tx, line.id, term)
    }
  }

  /** `upgradeInstance` answered for good: the change holds now, or the money goes back and the service stays as it is. */
  async function applyUpgraded(tx: Tx, call: Call, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    const at = { subject: call.subject, at: clock.now() }
    const data = { sellerId: call.sellerId }
    if (answer.kind !== 'stopped') {
      const lineId = await subscriptions.applyChange(tx, instance.subscriptionId)
      if (lineId === undefined) return
      await recordHistory(tx, { ...at, kind: 'change.applied', data })
      await orders.completeLine(tx, lineId)
      return
    }
    const lineId = await subscriptions.failChange(tx, instance.subscriptionId)
    if (lineId === undefined) return
    await recordHistory(tx, {
      ...at,
      kind: 'change.failed',
      data: { ...data, until: timeToWire(call.windowEndsAt) },
    })
    await emit<ChangeFailed>(tx, {
      type: 'change.failed',
      orderLineId: lineId,
      subscriptionId: instance.subscriptionId,
    })
  }

  /** Today's end for a refresh that is started again; none once the service is over. */
  async function refreshAgain(tx: Tx, call: Call): Promise<Call['operation'] | undefined> {
    const held = await subscriptions.lockHeld(tx, call.lane as Id<'sub'>)
    const { state, endsAt } = held.subscription
    const isOver = state === 'released' || state === 'cancelled' || endsAt === undefined
    if (isOver || call.operation.kind !== 'refresh_instance') return undefined
    return { ...call.operation, expiresAt: endsAt }
  }

  /** What holds today: whether it is frozen. */
  async function statusAgain(tx: Tx, call: Call): Promise<Call['operation'] | undefined> {
    const subscription = await subscriptions.lock(tx, call.lane as Id<'sub'>)
    if (call.operation.kind !== 'set_instance_status' || !subscription) return undefined
    if (subscription.state === 'retention') return { ...call.operation, status: 'frozen' }
    const isUsable = subscription.state === 'active' || subscription.state === 'grace'
    return isUsable ? { ...call.operation, status: 'active' } : undefined
  }

  /** R70: until when the seller may make a change that is paid now. */
  const changeUntil = (paidAt: Instant): Instant =>
    openingUntil(paidAt, calls.scheduleOf('upgrade_instance').windowMs)

  /** R119: whether the seller can make another combination or quantity of it at renewal; asked live. */
  async function askChange(
    subscriptionId: Id<'sub'>,
    target: {
      readonly productCode: string
      readonly skuCode: string
      readonly productName: string
      readonly quantity?: number
    },
  ): Promise<LiveAnswer> {
    const instance = await store.findBySubscription(platform.db, subscriptionId)
    if (!instance) throw provisioningProblems.service_not_found({ serviceId: subscriptionId })
    return calls.askNow({
      sellerId: instance.sellerId,
      productId: instance.productId,
      subject: instance.orderId,
      operation: { kind: 'check_change', reference: referenceOf(instance), ...target },
    })
  }

  const instanceOf = (tx: Tx, call: Call): Promise<Instance> => lockKnown(tx, call.lane as Id<'sub'>)

  /** `newInstance` answered for good. Success with an id completes the order; accepted with an id keeps it open until a query finds it. */
  async function applyCreated(tx: Tx, call: Call, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (instance.state !== 'opening') return
    if (answer.kind === 'stopped') return fail(tx, instance)
    const { reference } = answer.data
    if (reference === undefined)
      throw new Error(`The answer to ${call.id} was accepted without an instance id`)
    if (answer.kind === 'confirmed')
      return askForAccess(tx, await open(tx, instance, reference), reference, false)
    await store.save(tx, { ...instance, reference })
    await told(tx, instance, { kind: 'instance.accepted', data: { reference } })
    await askForAccess(tx, instance, reference, true)
  }

  /** `queryInstance` answered for good: it opens what was accepted; for what is open already it only brings access data. */
  async function applyQueried(tx: Tx, call: Call, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (instance.state !== 'opening') return
    if (answer.kind === 'stopped' || instance.reference === undefined) return fail(tx, instance)
    await open(tx, instance, instance.reference)
  }

  /** The subscription ended: what the seller has for it is released, with the refund order's number if a refund is the cause. */
  async function startRelease(tx: Tx, { subscriptionId, refundOrder }: SubscriptionEnded): Promise<void> {
    const instance = await lockKnown(tx, subscriptionId)
    const { reference } = instance
    if (reference === undefined || instance.state === 'releasing' || instance.state === 'released') return
    await store.save(tx, { ...instance, state: decideState(instance, 'release') })
    const numbers = refundOrder && { orderNumber: refundOrder.number, lineNumber: refundOrder.lineNumber }
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation: { kind: 'release_instance', reference, ...numbers },
    })
  }

  async function applyReleased(tx: Tx, call: Call, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (answer.kind === 'stopped') return
    const { reference = '' } = instance
    await store.save(tx, {
      ...instance,
      state: decideState(instance, 'confirm_release'),
      closedAt: clock.now(),
    })
    await told(tx, instance, { kind: 'instance.released', data: { reference } })
  }

  /**
   * An answer that is not applied names an instance. While it is being opened that is kept, to be released if the opening
   * fails; after it has failed, what nobody knew of is released now. A second id for what is open is told to the seller's
   * time line only: which of the two the buyer uses is not ours to say.
   */
  async function noteSighting(tx: Tx, call: Call, reference: string): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (reference === instance.reference || reference === instance.seenReference) return
    const seen: Instance = { ...instance, seenReference: reference }
    const { seenReference: earlier } = instance
    if (earlier !== undefined) await told(tx, seen, { kind: 'instance.second', data: { reference: earlier } })
    if (instance.state === 'failed' && instance.reference === undefined)
      return releaseOrphan(tx, { ...seen, reference })
    await store.save(tx, seen)
    if (instance.state !== 'opening') await told(tx, seen, { kind: 'instance.second', data: { reference } })
  }

  async function releaseOrphan(tx: Tx, instance: Instance & { reference: string }): Promise<void> {
    const { reference } = instance
    await store.save(tx, { ...instance, state: decideState(instance, 'release') })
    await told(tx, instance, { kind: 'instance.orphan_found', data: { reference } })
    await calls.enqueue(tx, { ...laneOf(instance), operation: { kind: 'release_instance', reference } })
  }

  /** Access data are asked for again while the service is open. */
  async function askAgain(tx: Tx, call: Call): Promise<Call['operation'] | undefined> {
    const { state, reference } = await instanceOf(tx, call)
    if (state !== 'open' || reference === undefined) return undefined
    return { kind: 'query_instance', references: [reference] }
  }

  /** A release that its seller was not told of; it is the same one, with the same numbers. */
  async function releaseAgain(tx: Tx, call: Call): Promise<Call['operation'] | undefined> {
    const { state } = await instanceOf(tx, call)
    return state === 'releasing' ? call.operation : undefined
  }

  /** R299: a buyer opens a service, the seller is asked now. What comes back is given on and kept nowhere. */
  async function askAccess(
    actor: MemberActor,
    subscriptionId: Id<'sub'>,
  ): Promise<LiveAnswer & { reference: string }> {
    const buyerId = requireBuyer(actor)
    const subscription = await subscriptions.find(platform.db, subscriptionId)
    const instance =
      subscription?.buyerId === buyerId
        ? await store.findBySubscription(platform.db, subscriptionId)
        : undefined
    if (!instance) throw provisioningProblems.service_not_found({ serviceId: subscriptionId })
    const { reference } = instance
    if (reference === undefined || instance.state !== 'open')
      throw provisioningProblems.not_open({ state: instance.state })
    const operation = { kind: 'query_instance' as const, references: [reference] }
    const question = {
      sellerId: instance.sellerId,
      productId: instance.productId,
      subject: instance.orderId,
      operation,
    }
    return { ...(await calls.askNow(question)), reference }
  }

  return {
    startOpening,
    startRelease,
    applyCreated,
    applyQueried,
    applyReleased,
    noteSighting,
    askAgain,
    releaseAgain,
    startRefresh,
    startFreeze,
    startChange,
    applyRefreshed,
    applyUpgraded,
    refreshAgain,
    statusAgain,
    changeUntil,
    askChange,
    askAccess,
  }
}
