import type { Answer } from '../../calls/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { decideState } from '../rules.ts'
import type { Instance, OfKind, ServiceCall } from '../schema.ts'
import * as store from '../store.ts'
import type { Instances, ProvisioningPlatform } from './instances.ts'
import type { SharedInstances } from './sharing.ts'

/** Releases instances at sellers, including those that no service knew of. */
export function createEnding(
  { clock, calls, fulfilment }: ProvisioningPlatform,
  instances: Instances,
  sharing: SharedInstances,
) {
  const { referenceFact, lockKnown, laneOf, instanceOf, purchaseOf } = instances

  /** The subscription ended: releases its instance, with the number of the refund order if a refund is the cause. */
  async function startRelease(
    tx: Tx,
    { subscriptionId, refundOrder }: SubscriptionEvents['ended'],
  ): Promise<void> {
    const instance = await lockKnown(tx, subscriptionId)
    await fulfilment.completeTerms(tx, subscriptionId)
    const { reference } = instance
    if (reference === undefined || instance.state === 'releasing' || instance.state === 'released') return
    if (await sharing.withholds(tx, instance, 'release')) {
      const state = decideState(instance, 'withhold_release')
      return store.save(tx, { ...instance, state, closedAt: clock.now() })
    }
    await store.save(tx, { ...instance, state: decideState(instance, 'release') })
    const numbers = refundOrder && { orderNumber: refundOrder.number, lineNumber: refundOrder.lineNumber }
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation: {
        kind: 'release_instance',
        reference,
        ...numbers,
        purchase: await purchaseOf(tx, instance),
      },
    })
  }

  async function applyReleased(tx: Tx, call: ServiceCall<'release_instance'>, answer: Answer): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (answer.kind === 'stopped') return
    const { reference = '' } = instance
    await store.save(tx, {
      ...instance,
      state: decideState(instance, 'confirm_release'),
      closedAt: clock.now(),
    })
    await record(tx, 'instance.released', referenceFact(instance, reference))
  }

  /**
   * An answer that is not applied names an instance. While the service is being opened, the id is stored, to be
   * released if the opening fails. After a failed opening it is released now, unless another service has that id. A
   * second id of an open service is only recorded in the history: the market cannot know which of the two the buyer
   * uses.
   */
  async function noteStrayInstance(
    tx: Tx,
    call: ServiceCall<'create_instance'>,
    reference: string,
  ): Promise<void> {
    const instance = await instanceOf(tx, call)
    if (reference === instance.reference || reference === instance.seenReference) return
    const seen: Instance = { ...instance, seenReference: reference }
    const { seenReference: earlier } = instance
    if (earlier !== undefined) await record(tx, 'instance.second', referenceFact(seen, earlier))
    const isOrphan = instance.state === 'failed' && instance.reference === undefined
    if (isOrphan && !(await sharing.findOther(tx, instance, reference)))
      return releaseOrphan(tx, { ...seen, reference })
    await store.save(tx, seen)
    if (instance.state !== 'opening') await record(tx, 'instance.second', referenceFact(seen, reference))
  }

  async function releaseOrphan(tx: Tx, instance: Instance & { reference: string }): Promise<void> {
    const { reference } = instance
    await store.save(tx, { ...instance, state: decideState(instance, 'release') })
    await record(tx, 'instance.orphan_found', referenceFact(instance, reference))
    const purchase = await purchaseOf(tx, instance)
    await calls.enqueue(tx, {
      ...laneOf(instance),
      operation: { kind: 'release_instance', reference, purchase },
    })
  }

  /** Restates a release that did not reach its seller, with the same numbers. */
  async function releaseAgain(
    tx: Tx,
    call: ServiceCall<'release_instance'>,
  ): Promise<OfKind<'release_instance'> | undefined> {
    const instance = await instanceOf(tx, call)
    if (instance.state !== 'releasing') return undefined
    if (await sharing.findOther(tx, instance)) return undefined
    return { ...call.operation, purchase: await purchaseOf(tx, instance) }
  }

  return {
    startRelease,
    applyReleased,
    noteStrayInstance,
    releaseAgain,
  }
}
