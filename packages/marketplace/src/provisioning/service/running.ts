import { omitUndefined, toId } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Answer, LiveAnswer } from '../../calls/index.ts'
import { families } from '../../dialects/index.ts'
import { notify, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { provisioningProblems } from '../problems.ts'
import { computeOpeningEnd } from '../rules.ts'
import type { Instance, OfKind, ServiceCall } from '../schema.ts'
import * as store from '../store.ts'
import type { Instances, ProvisioningPlatform } from './instances.ts'
import type { SharedInstances } from './sharing.ts'

/** The calls to the seller of a running service: new ends, freezing, changes (R112–R120). */
export function createRunning(
  platform: ProvisioningPlatform,
  instances: Instances,
  sharing: SharedInstances,
) {
  const { access, subscriptions, calls, fulfilment } = platform
  const { describeLine, lockKnown, laneOf, referenceOf, instanceOf, purchaseOf } = instances

  /** R112: calls the seller with the new end, and lifts the freeze if the service was frozen. */
  async function startRefresh(tx: Tx, event: SubscriptionEvents['extended']): Promise<void> {
    const instance = await lockKnown(tx, event.subscriptionId)
    const reference = referenceOf(instance)
    if (event.scene === 'renewal_cancelled' && (await sharing.withholds(tx, instance, 'returned_renewal')))
      return
    await calls.enqueue(tx, {
      ...laneOf(instance),
      subject: event.orderId,
      operation: omitUndefined({
        kind: 'refresh_instance',
        reference,
        scene: event.scene,
        orderNumber: event.orderNumber,
        lineNumber: event.lineNumber,
        cancelled: event.cancelled,
        expiresAt: event.endsAt,
        productCode: event.productCode,
      }),
    })
    const subscription = await subscriptions.lock(tx, event.subscriptionId)
    // R116: a seller may lift a freeze when the end moves, so a service that is frozen for a violation is frozen again.
    if (subscription?.barred) {
      if (!(await sharing.withholds(tx, instance, 'freeze'))) await setStatus(tx, instance, 'frozen')
    } else if (event.unfreeze) await setStatus(tx, instance, 'active')
  }

  async function setStatus(tx: Tx, instance: Instance, status: 'frozen' | 'active'): Promise<void> {
    const purchase = await purchaseOf(tx, instance)
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation: { kind: 'set_instance_status', reference: referenceOf(instance), status, purchase },
    })
  }

  /** R114: the end of grace. */
  async function startFreeze(tx: Tx, { subscriptionId }: SubscriptionEvents['frozen']): Promise<void> {
    const instance = await lockKnown(tx, subscriptionId)
    if (await sharing.withholds(tx, instance, 'freeze')) return
    await setStatus(tx, instance, 'frozen')
  }

  /** R116: the service was frozen for a violation, or this was lifted. */
  async function startBar(tx: Tx, event: SubscriptionEvents['barred']): Promise<void> {
    if (!event.tellsSeller) return
    const instance = await lockKnown(tx, event.subscriptionId)
    // R71a: either call would also affect another service.
    if (await sharing.withholds(tx, instance, event.type === 'subscription.barred' ? 'freeze' : 'lift'))
      return
    if (event.type === 'subscription.barred') return setStatus(tx, instance, 'frozen')
    const purchase = await purchaseOf(tx, instance)
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation: { kind: 'lift_freeze', reference: referenceOf(instance), purchase },
    })
  }

  /** R119: calls the seller to make a paid change; if it is not made in time, it is refunded (R70). */
  async function startChange(tx: Tx, event: SubscriptionEvents['changing']): Promise<void> {
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

  /**
   * Applies the final answer to `refreshInstance`: the orders that the seller has confirmed are complete. R73: without
   * a confirmation the paid time holds all the same.
   */
  async function applyRefreshed(
    tx: Tx,
    call: ServiceCall<'refresh_instance'>,
    answer: Answer,
  ): Promise<void> {
    const { expiresAt, scene } = call.operation
    await instanceOf(tx, call)
    const { subject } = call
    const data = { endsAt: toWireTime(expiresAt), sellerId: call.sellerId }
    if (answer.kind === 'stopped') {
      await record(tx, 'renewal.unconfirmed', { subject, data })
      if (scene !== 'renewal_cancelled') await tellUnconfirmed(tx, call)
      return
    }
    await record(tx, 'renewal.told', { subject, data })
    await fulfilment.confirmTerms(tx, toId(call.lane, 'sub'), call.operation)
  }

  /** R73: the paid time stays valid. Notifies the operators. */
  async function tellUnconfirmed(
    tx: Tx,
    { subject, productId }: Pick<ServiceCall, 'subject' | 'productId'>,
  ): Promise<void> {
    const orderId = toId(subject, 'ord')
    const data = await describeLine(tx, orderId, (line) => line.productId === productId)
    await notify(tx, 'renewal_unconfirmed', { kind: 'operator' }, { subject: orderId, data })
  }

  /** Applies the final answer to `upgradeInstance`: the change applies now, or it is refunded. */
  async function applyUpgraded(tx: Tx, call: ServiceCall<'upgrade_instance'>, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    const of = {
      subscriptionId: instance.subscriptionId,
      orderId: toId(call.subject, 'ord'),
      sellerId: call.sellerId,
    }
    if (answer.kind !== 'stopped') return fulfilment.confirmChange(tx, of)
    await fulfilment.failChange(tx, { ...of, until: call.windowEndsAt })
  }

  /** Restates a refresh with today's end; undefined once the service is over. */
  async function refreshAgain(
    tx: Tx,
    call: ServiceCall<'refresh_instance'>,
  ): Promise<OfKind<'refresh_instance'> | undefined> {
    const held = await subscriptions.lockHeld(tx, toId(call.lane, 'sub'))
    const { state, endsAt } = held.subscription
    const isOver = state === 'released' || state === 'cancelled' || endsAt === undefined
    if (isOver) return undefined
    const isShorter = call.operation.scene === 'renewal_cancelled'
    if (isShorter && (await sharing.findOther(tx, await instanceOf(tx, call)))) return undefined
    return { ...call.operation, expiresAt: await subscriptions.endToTell(tx, held) }
  }

  /** Restates whether the service is frozen today. */
  async function statusAgain(
    tx: Tx,
    call: ServiceCall<'set_instance_status'>,
  ): Promise<OfKind<'set_instance_status'> | undefined> {
    const subscription = await subscriptions.lock(tx, toId(call.lane, 'sub'))
    if (!subscription) return undefined
    const instance = await instanceOf(tx, call)
    const again = { ...call.operation, purchase: await purchaseOf(tx, instance) }
    const isFrozen = subscription.state === 'retention' || subscription.barred !== undefined
    if (isFrozen && subscription.closedAt === undefined)
      return (await sharing.findOther(tx, instance)) ? undefined : { ...again, status: 'frozen' }
    const isUsable = subscription.state === 'active' || subscription.state === 'grace'
    return isUsable ? { ...again, status: 'active' } : undefined
  }

  /** Restates the lifting of a freeze that did not reach the seller; undefined if the service is frozen again. */
  async function liftAgain(
    tx: Tx,
    call: ServiceCall<'lift_freeze'>,
  ): Promise<OfKind<'lift_freeze'> | undefined> {
    const subscription = await subscriptions.lock(tx, toId(call.lane, 'sub'))
    if (!subscription || subscription.barred) return undefined
    const isUsable = subscription.state === 'active' || subscription.state === 'grace'
    const instance = await instanceOf(tx, call)
    if (!isUsable || (await sharing.findOther(tx, instance))) return undefined
    return { ...call.operation, purchase: await purchaseOf(tx, instance) }
  }

  /** R70: the time until which the seller may make a change that is paid at `paidAt`. */
  const changeUntil = (paidAt: Instant): Instant =>
    computeOpeningEnd(paidAt, calls.scheduleOf('upgrade_instance').windowMs)

  /**
   * R119: asks the seller live whether the service can have another combination or quantity at renewal. Undefined if
   * the protocol has no such operation.
   */
  async function askChange(
    asker: Id<'byr'>,
    subscriptionId: Id<'sub'>,
    target: {
      readonly productCode: string
      readonly skuCode: string
      readonly productName: string
      readonly quantity?: number
    },
  ): Promise<LiveAnswer<OfKind<'check_change'>> | undefined> {
    const instance = await store.findBySubscription(platform.db, subscriptionId)
    if (!instance) throw provisioningProblems.service_not_found({ serviceId: subscriptionId })
    return calls.askNow({
      asker,
      sellerId: instance.sellerId,
      productId: instance.productId,
      subject: instance.orderId,
      serviceId: subscriptionId,
      operation: { kind: 'check_change', reference: referenceOf(instance), ...target },
    })
  }

  /** Whether a trial of a product may become paid with another quantity (R118). */
  async function mayChangeQuantityAtConversion(from: Db, productId: Id<'prd'>): Promise<boolean> {
    const protocol = await access.findProtocol(from, productId, 'saas')
    return protocol === undefined || families.saas.dialects[protocol].tellsQuantityAtConversion
  }

  return {
    startRefresh,
    startFreeze,
    startBar,
    startChange,
    applyRefreshed,
    applyUpgraded,
    refreshAgain,
    statusAgain,
    liftAgain,
    changeUntil,
    askChange,
    mayChangeQuantityAtConversion,
  }
}
