import { omitUndefined, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import { listProtocolsOfWay } from '@loggia/protocol/console/catalog/draft/protocols'
import type { Verdict } from '@loggia/protocol/wire'
import type { Call } from '../../calls/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { Protocol } from '../../dialects/index.ts'
import { emit, notify } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { License, LicenseCallStopped, LicenseOperation } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeOrder, getPurchase } from './context.ts'
import type { LicenseContext } from './context.ts'

export type Calling = ReturnType<typeof createCalling>
type Numbers = { readonly orderNumber: string; readonly lineNumber: string }
/** `subject`: the order in whose history it is recorded; the purchase if absent. */
type Sent = { readonly operation: LicenseOperation; readonly subject?: Id<'ord'> }
/** An answer that names the seller's id of a license. */
type Named = { readonly call: Call; readonly reference: string }
const nameOf = ({ call, reference }: Named): string => `${call.sellerId} ${reference}`

/** The calls to the seller's server. Without a protocol that has the operation nothing is sent. */
export function createCalling(context: LicenseContext) {
  const { access, calls, subscriptions, supervisions } = context

  const laneOf = (of: License) => ({
    sellerId: of.sellerId,
    productId: of.productId,
    lane: of.subscriptionId,
  })

  /** How its seller is called: by the product's protocol, if that serves the way in which this license was bought. */
  async function findProtocol(tx: Tx, of: License): Promise<Protocol<'license'> | undefined> {
    const bound = await access.findProtocol(tx, of.productId, 'license')
    return bound && listProtocolsOfWay(of.way).includes(bound) ? bound : undefined
  }

  /** Sends an operation about a license; undefined if its seller is not called for it. */
  async function send(tx: Tx, of: License, { operation, subject }: Sent): Promise<Id<'cal'> | undefined> {
    if ((await findProtocol(tx, of)) === undefined) return undefined
    return calls.enqueue(tx, { ...laneOf(of), subject: subject ?? of.orderId, operation })
  }

  /** Like {@link send}, about a license that the seller knows: by its id, or since its code was activated. */
  async function sendKnown(tx: Tx, of: License, sent: Sent): Promise<Id<'cal'> | undefined> {
    const isKnown = of.way === 'code' ? of.activatedAt !== undefined : of.reference !== undefined
    return isKnown ? send(tx, of, sent) : undefined
  }

  /** The activation is made at the seller; its license follows with the device. Gives whether the protocol has such a call. */
  async function startActivation(tx: Tx, of: License, numbers: Numbers): Promise<boolean> {
    const operation = { kind: 'create_activation' as const, licenseId: of.id, ...numbers }
    return (await send(tx, of, { operation })) !== undefined
  }

  /**
   * Asks for the license itself. Gives whether the protocol has such a call. It names the order and not its line, so that
   * the seller would answer a second line of the order with the license of the first: that is delivered by hand.
   */
  const startIssue = async (tx: Tx, of: License): Promise<boolean> => {
    if (!(await isAskedByOrder(tx, of))) return false
    for (const other of await store.licenses.listEarlierOfOrder(tx, of))
      if (await isAskedByOrder(tx, other)) {
        await tellByHand(tx, of, 'order_asked')
        return true
      }
    const numbers = await getPurchase(context, tx, of)
    await send(tx, of, { operation: { kind: 'issue_license', licenseId: of.id, ...numbers } })
    return true
  }

  async function isAskedByOrder(tx: Tx, of: License): Promise<boolean> {
    const protocol = await findProtocol(tx, of)
    return protocol !== undefined && dialects[protocol].supports({ kind: 'issue_license' })
  }

  /** Freezes it at the seller, or lifts that. */
  const setStatus = async (tx: Tx, of: License, status: 'frozen' | 'active'): Promise<void> =>
    void (await sendKnown(tx, of, {
      operation: { kind: 'set_license_status', licenseId: of.id, status },
    }))

  /**
   * It is over: the seller releases it, with the numbers of the refund order if a refund is the cause. A seller that has
   * not named it is not asked for it any more; one that names it late releases it then.
   */
  const release = async (tx: Tx, of: License, refund?: Numbers): Promise<void> => {
    const operation = omitUndefined({
      kind: 'release_license' as const,
      licenseId: of.id,
      ...refund,
      purchase: await getPurchase(context, tx, of),
    })
    const callId = await sendKnown(tx, of, { operation })
    if (callId === undefined && of.way === 'online')
      await calls.drop(tx, { lane: of.subscriptionId, kinds: ['issue_license', 'create_activation'] })
  }

  /** R71a: an id of the seller names one license. Those whose answers name another's are not accepted. */
  async function refuseTaken(tx: Tx, named: readonly Named[]): Promise<ReadonlyMap<Id<'cal'>, Verdict>> {
    // Subscriptions first and in one order, then the names in one order: so does everything that locks both.
    await subscriptions.lockAll(
      tx,
      named.map(({ call }) => toId(call.lane, 'sub')),
    )
    const taken = new Map<Id<'cal'>, Verdict>()
    const given = new Map<string, Id<'sub'>>()
    for (const { call, reference } of named.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) {
      const subscriptionId = toId(call.lane, 'sub')
      const name = nameOf({ call, reference })
      const holder = { sellerId: call.sellerId, reference, subscriptionId }
      const isOthers = (given.get(name) ?? subscriptionId) !== subscriptionId
      if (isOthers || (await store.licenses.findOtherHolder(tx, holder)))
        taken.set(call.id, { code: 'instance_id_taken' })
      else given.set(name, subscriptionId)
    }
    return taken
  }

  /** The seller's server did not deliver, so the seller has to. */
  async function tellByHand(tx: Tx, of: License, why: Messages['license_by_hand']['why']): Promise<void> {
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    if (!supervision) throw new Error(`${of.id} is not supervised`)
    const data = { ...(await describeOrder(context, tx, of)), supervisionId: supervision.id, why }
    await notify(tx, 'license_by_hand', { kind: 'seller', id: of.sellerId }, { subject: of.id, data })
  }

  /** A call for a license that was not delivered has stopped: the interface has failed its order (R238, R242). */
  async function noteStopped(tx: Tx, of: License): Promise<void> {
    const { productId, orderId } = of
    await tellByHand(tx, of, 'call_stopped')
    await emit<LicenseCallStopped>(tx, { type: 'license.call_stopped', productId, orderId })
  }

  return { sendKnown, startActivation, startIssue, setStatus, release, refuseTaken, tellByHand, noteStopped }
}
