import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { SharedInstanceCase } from '@loggia/protocol/console/provisioning/kinds'
import type { Verdict } from '@loggia/protocol/wire'
import type { Call } from '../../calls/index.ts'
import { notify, record } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import { listOtherHolders } from '../rules.ts'
import type { Holder, Instance } from '../schema.ts'
import * as store from '../store.ts'
import type { Instances, ProvisioningPlatform } from './instances.ts'

/** An opening whose answer names an instance. */
type NamedInstance = { readonly call: Call; readonly reference: string }

export type SharedInstances = ReturnType<typeof createSharing>

/** R71a: an id names one service. An id of another service opens nothing, and a shared id stops nothing. */
export function createSharing(
  { orders }: Pick<ProvisioningPlatform, 'orders'>,
  { referenceFact, describeInstance }: Pick<Instances, 'referenceFact' | 'describeInstance'>,
) {
  const laneOf = ({ lane }: Call): Id<'sub'> => toId(lane, 'sub')

  /**
   * The openings whose answers name an instance of another service of the same seller. Operators and the seller are
   * notified.
   */
  async function refuseTaken(
    tx: Tx,
    named: readonly NamedInstance[],
  ): Promise<ReadonlyMap<Id<'cal'>, Verdict>> {
    const held = await store.listHolders(
      tx,
      named.map(({ call: { sellerId }, reference }) => ({ sellerId, reference })),
    )
    const taken = new Map<Id<'cal'>, Verdict>()
    // If several answers name it at the same time, the first one gets it.
    for (const { call, reference } of named) {
      const mine = { sellerId: call.sellerId, reference, subscriptionId: laneOf(call) }
      const [other] = listOtherHolders(held, mine)
      if (other) {
        taken.set(call.id, { code: 'instance_id_taken' })
        const instance = await store.findBySubscription(tx, mine.subscriptionId)
        if (instance) await tellShared(tx, { instance, reference, other, what: 'opening' })
      } else held.push({ ...mine, orderId: toId(call.subject, 'ord') })
    }
    return taken
  }

  /**
   * Notifies the seller, who has given one id twice, and the operators, whom the buyers may ask. *opening*: the answer
   * with the id was not accepted. All other cases: a call that would have stopped or shortened both services was not
   * made.
   */
  async function tellShared(
    tx: Tx,
    of: { instance: Instance; reference: string; other: Holder; what: SharedInstanceCase },
  ): Promise<void> {
    const { instance, reference, other, what } = of
    const line = await describeInstance(tx, instance)
    const { number: otherOrderNumber } = await orders.get(tx, other.orderId)
    const told: readonly Party[] = [{ kind: 'seller', id: instance.sellerId }, { kind: 'operator' }]
    for (const to of told)
      await notify(tx, 'instance_shared', to, {
        subject: `${instance.orderLineId}:${what}`,
        data: { ...line, what, reference, otherOrderNumber },
      })
  }

  /** Another service of the same seller with the same id that is not over. */
  async function findOther(tx: Tx, instance: Instance, reference = instance.reference) {
    if (reference === undefined) return undefined
    const { sellerId, subscriptionId } = instance
    const held = await store.listHolders(tx, [{ sellerId, reference }])
    return listOtherHolders(held, { sellerId, reference, subscriptionId })[0]
  }

  /**
   * Whether a call must not be made because it would also affect another service. If so, those who can resolve it are
   * notified.
   */
  async function withholds(
    tx: Tx,
    instance: Instance,
    what: Exclude<SharedInstanceCase, 'opening'>,
  ): Promise<boolean> {
    const other = await findOther(tx, instance)
    const { reference } = instance
    if (!other || reference === undefined) return false
    const { subject, data } = referenceFact(instance, reference)
    await record(tx, 'instance.shared', { subject, data: { ...data, what } })
    await tellShared(tx, { instance, reference, other, what })
    return true
  }

  return { refuseTaken, findOther, withholds }
}
