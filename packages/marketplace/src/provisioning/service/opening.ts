import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { AnsweredCall, LiveAnswer } from '../../calls/index.ts'
import type { AnswerTo } from '../../dialects/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { notify, record, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { provisioningProblems } from '../problems.ts'
import { decideState, computeOpeningEnd } from '../rules.ts'
import type { Instance, LineNumbers, OfKind, ServiceCall, ServiceOperation } from '../schema.ts'
import * as store from '../store.ts'
import type { Instances, ProvisioningPlatform } from './instances.ts'
import type { SharedInstances } from './sharing.ts'

/** An opening whose seller has named an id. */
type NamedOpening = {
  readonly call: ServiceCall
  readonly instance: Instance
  readonly reference: string
  readonly data: AnswerTo<ServiceOperation>
  /** The instance is there already; otherwise the seller is still opening it. */
  readonly isThere: boolean
}

/** From the paid line to an open service, or to a failed opening that is refunded (R70, R74). */
export function createOpening(
  platform: ProvisioningPlatform,
  instances: Instances,
  sharing: SharedInstances,
) {
  const { db, clock, ids, subscriptions, calls, fulfilment } = platform
  const { factOf, referenceFact, describeInstance, laneOf, instanceOf, purchaseOf } = instances

  /** R70: the time until which the seller may open a service that is paid at `paidAt`. */
  const decideUntil = (paidAt: Instant): Instant =>
    computeOpeningEnd(paidAt, calls.scheduleOf('create_instance').windowMs)

  /** A line was paid: calls the seller to open it, for as long as R70 allows. */
  async function startOpening(
    tx: Tx,
    { subscription, orderNumber, lineNumber, paidAt }: SubscriptionEvents['created'],
  ): Promise<void> {
    const instance: Instance = {
      id: ids.next('ins'),
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      productId: subscription.productId,
      orderId: subscription.orderId,
      orderLineId: subscription.orderLineId,
      state: 'opening',
      openingUntil: decideUntil(paidAt),
    }
    await store.insert(tx, instance)
    await record(tx, 'opening.started', untilFact(instance))
    const operation = { kind: 'create_instance' as const, orderNumber, lineNumber }
    await calls.enqueue(tx, { ...laneOf(instance), operation, windowEndsAt: instance.openingUntil })
  }

  const untilFact = (instance: Instance) => {
    const { subject, data } = factOf(instance)
    return { subject, data: { ...data, until: toWireTime(instance.openingUntil) } }
  }

  /** Queries the access data. For an instance that is still being opened, the query ends with the opening's window. */
  const askForAccess = (tx: Tx, named: readonly NamedOpening[]): Promise<void> =>
    calls.enqueueAll(
      tx,
      named.map(({ call, instance, reference }) =>
        omitUndefined({
          ...laneOf(instance),
          operation: { kind: 'query_instance' as const, references: [reference], purchase: purchaseIn(call) },
          windowEndsAt: instance.state === 'opening' ? instance.openingUntil : undefined,
        }),
      ),
    )

  /** These services are open: their terms start (R74) and the lines of their orders are complete. */
  async function open(tx: Tx, named: readonly NamedOpening[]): Promise<NamedOpening[]> {
    if (named.length === 0) return []
    const opened = named.map((one) => ({
      ...one,
      instance: {
        ...one.instance,
        state: decideState(one.instance, 'open'),
        reference: one.reference,
        openedAt: clock.now(),
      },
    }))
    const standing = opened.map(({ instance }) => instance)
    await store.saveAll(tx, standing)
    for (const instance of standing) await tellOpened(tx, instance)
    await fulfilment.complete(
      tx,
      standing.map(({ subscriptionId }) => subscriptionId),
    )
    for (const { instance, data } of opened) if (data.isUnaddressed) await tellUnaddressed(tx, instance)
    return opened
  }

  /** The seller has accepted these openings and carries them out later; a query finds out when they are done. */
  async function accept(tx: Tx, named: readonly NamedOpening[]): Promise<NamedOpening[]> {
    const accepted = named.map((one) => ({ ...one, instance: { ...one.instance, reference: one.reference } }))
    await store.saveAll(
      tx,
      accepted.map(({ instance }) => instance),
    )
    for (const { instance, reference } of accepted)
      await record(tx, 'instance.accepted', referenceFact(instance, reference))
    return accepted
  }

  async function tellOpened(tx: Tx, instance: Instance): Promise<void> {
    const { reference, seenReference: other } = instance
    await record(tx, 'instance.opened', referenceFact(instance, reference))
    if (other !== undefined && other !== reference)
      await record(tx, 'instance.second', referenceFact(instance, other))
  }

  /** The id that a refusal named, to be released with the failed opening; undefined if another service has it. */
  async function ownSighting(tx: Tx, instance: Instance): Promise<string | undefined> {
    const { seenReference } = instance
    if (seenReference === undefined) return undefined
    return (await sharing.findOther(tx, instance, seenReference)) ? undefined : seenReference
  }

  /** The service is open, but the seller named no address for the buyer (saas-v1 §6.2). */
  async function tellUnaddressed(tx: Tx, instance: Instance): Promise<void> {
    const { orderLineId, productId, sellerId, reference = '' } = instance
    await record(tx, 'instance.unaddressed', referenceFact(instance, reference))
    const data = await describeInstance(tx, instance)
    // The seller for each order, since each buyer needs the address; the operators once a product, since the cause is
    // the same.
    const seller = { kind: 'seller', id: sellerId } as const
    await notify(tx, 'instance_unaddressed', seller, { subject: orderLineId, data })
    await notify(tx, 'instance_unaddressed', { kind: 'operator' }, { subject: productId, data })
  }

  /**
   * The window is over: it is refunded (R70), and an instance that the seller may have made is released, or reported if
   * its id is unknown.
   */
  async function fail(
    tx: Tx,
    instance: Instance,
    { callId, untried }: { readonly callId?: Id<'cal'>; readonly untried: true | undefined },
  ): Promise<void> {
    const reference = instance.reference ?? (await ownSighting(tx, instance))
    // A server that was never reached has made nothing.
    const mayBeThere = callId === undefined || (await calls.mayHaveArrived(tx, callId))
    const orphanPossible = reference === undefined && mayBeThere
    await store.save(tx, {
      ...instance,
      ...omitUndefined({ reference }),
      state: decideState(instance, 'fail'),
      closedAt: clock.now(),
    })
    await record(tx, 'opening.failed', untilFact(instance))
    if (orphanPossible) await record(tx, 'instance.orphan_possible', factOf(instance))
    await fulfilment.fail(tx, instance.subscriptionId, omitUndefined({ orphanPossible, untried }))
  }

  /** Locks the instances of these answers that are still being opened. Those that are over do not change any more. */
  async function lockOpenings<Asked extends ServiceOperation>(
    tx: Tx,
    answered: readonly AnsweredCall<Asked>[],
  ) {
    const lockedOf = await instances.lockAll(tx, answered)
    return answered
      .map(({ call, answer }) => ({ call, answer, instance: lockedOf(call) }))
      .filter(({ instance }) => instance.state === 'opening')
  }

  /**
   * Applies the final answer to `newInstance`. Success with an id opens the instance; if the seller only accepts, with
   * an id, it stays *opening* until a query finds it.
   */
  async function applyCreated(
    tx: Tx,
    answered: readonly AnsweredCall<OfKind<'create_instance'>>[],
  ): Promise<void> {
    const openings = await lockOpenings(tx, answered)
    for (const { call, instance, answer } of openings)
      if (answer.kind === 'stopped') await fail(tx, instance, { callId: call.id, untried: answer.untried })
    const named = openings.flatMap(({ call, instance, answer }): NamedOpening[] => {
      if (answer.kind === 'stopped') return []
      const { reference } = answer.data
      if (reference === undefined)
        throw new Error(`The answer to ${call.id} was accepted without an instance id`)
      return [{ call, instance, reference, data: answer.data, isThere: answer.kind === 'confirmed' }]
    })
    const accepted = await accept(
      tx,
      named.filter(({ isThere }) => !isThere),
    )
    const opened = await open(
      tx,
      named.filter(({ isThere }) => isThere),
    )
    // Access data that an answer has brought are not asked for again.
    await askForAccess(tx, [...accepted, ...opened.filter(({ data }) => data.access === undefined)])
  }

  /** Applies the final answer to `queryInstance`: opens an accepted instance; an open one only gets access data. */
  async function applyQueried(
    tx: Tx,
    answered: readonly AnsweredCall<OfKind<'query_instance'>>[],
  ): Promise<void> {
    const there: NamedOpening[] = []
    for (const { call, instance, answer } of await lockOpenings(tx, answered)) {
      const { reference } = instance
      if (answer.kind === 'stopped') await fail(tx, instance, { untried: answer.untried })
      else if (reference === undefined) await fail(tx, instance, { untried: undefined })
      else there.push({ call, instance, reference, data: answer.data, isThere: true })
    }
    await open(tx, there)
  }

  /** Restates a query of access data; undefined unless the service is open. */
  async function askAgain(
    tx: Tx,
    call: ServiceCall<'query_instance'>,
  ): Promise<OfKind<'query_instance'> | undefined> {
    const instance = await instanceOf(tx, call)
    const { state, reference } = instance
    if (state !== 'open' || reference === undefined) return undefined
    return { kind: 'query_instance', references: [reference], purchase: await purchaseOf(tx, instance) }
  }

  /** R299: a buyer opens the service, and the seller is asked now. The answer is passed on and not stored. */
  async function askAccess(
    actor: MemberActor,
    subscriptionId: Id<'sub'>,
  ): Promise<LiveAnswer<OfKind<'query_instance'>> & { reference: string }> {
    const buyerId = requireBuyer(actor)
    const subscription = await subscriptions.find(db, subscriptionId)
    const instance =
      subscription?.buyerId === buyerId ? await store.findBySubscription(db, subscriptionId) : undefined
    if (!subscription || !instance)
      throw provisioningProblems.service_not_found({ serviceId: subscriptionId })
    subscriptions.requireUsable(subscription)
    const { reference } = instance
    if (reference === undefined || instance.state !== 'open')
      throw provisioningProblems.not_open({ state: instance.state })
    const purchase = await purchaseOf(db, instance)
    const operation = { kind: 'query_instance' as const, references: [reference], purchase }
    const question = {
      asker: buyerId,
      sellerId: instance.sellerId,
      productId: instance.productId,
      subject: instance.orderId,
      serviceId: subscriptionId,
      operation,
    }
    const answer = await calls.askNow(question)
    if (!answer) throw new Error('Every protocol has words for access data')
    return { ...answer, reference }
  }

  return {
    decideUntil,
    startOpening,
    applyCreated,
    applyQueried,
    askAgain,
    askAccess,
  }
}

/** The published numbers that an opening was called with. */
function purchaseIn({ id, operation }: ServiceCall): LineNumbers {
  if (operation.kind !== 'create_instance') throw new Error(`${id} does not open anything`)
  const { orderNumber, lineNumber } = operation
  return { orderNumber, lineNumber }
}
