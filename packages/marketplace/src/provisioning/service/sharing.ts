import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Sharing } from '@loggia/protocol/console/provisioning/kinds'
import type { Verdict } from '@loggia/protocol/wire'
import type { Call } from '../../calls/index.ts'
import { notify, record } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import { listOtherHolders } from '../rules.ts'
import type { Holder, Instance } from '../schema.ts'
import * as store from '../store.ts'
import type { Instances, ProvisioningPlatform } from './instances.ts'

/** An opening that is answered, by the instance that its answer names. */
type NamedInstance = { readonly call: Call; readonly reference: string }

export type SharedInstances = ReturnType<typeof createSharing>

/** An id names one service: what two are named by opens none of them, and stops none. */
export function createSharing(
  { orders }: Pick<ProvisioningPlatform, 'orders'>,
  { referenceFact, describeInstance }: Pick<Instances, 'referenceFact' | 'describeInstance'>,
) {
  const laneOf = ({ lane }: Call): Id<'sub'> => toId(lane, 'sub')

  /** Which openings name an instance that another service of their seller holds; the operators and the seller are told. */
  async function refuseTaken(
    tx: Tx,
    named: readonly NamedInstance[],
  ): Promise<ReadonlyMap<Id<'cal'>, Verdict>> {
    const held = await store.listHolders(
      tx,
      named.map(({ call: { sellerId }, reference }) => ({ sellerId, reference })),
    )
    const taken = new Map<Id<'cal'>, Verdict>()
    // Of those that came together the first gets it.
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
   * To the seller, who has given one id twice, and to the operators, whom both buyers may ask. *opening*: the answer that
   * names it is not accepted. The others: what would have stopped or shortened both is not told the seller.
   */
  async function tellShared(
    tx: Tx,
    of: { instance: Instance; reference: string; other: Holder; what: Sharing },
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

  /** Another service that is not over and goes by the same id of the same seller. */
  async function findOther(tx: Tx, instance: Instance, reference = instance.reference) {
    if (reference === undefined) return undefined
    const { sellerId, subscriptionId } = instance
    const held = await store.listHolders(tx, [{ sellerId, reference }])
    return listOtherHolders(held, { sellerId, reference, subscriptionId })[0]
  }

  /**
   * Whether something must not be said of an instance, since it would meet another service too; if so, those who can sort it
   * out are told.
   */
  async function withholds(tx: Tx, instance: Instance, what: Exclude<Sharing, 'opening'>): Promise<boolean> {
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
