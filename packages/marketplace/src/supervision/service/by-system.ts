import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { findPause, requireRunning } from '../rules.ts'
import type { DeliveryMade, DemandSubmitted, Shipment, Supervision } from '../schema.ts'
import * as store from '../store.ts'
import { lockIfSupervised, lockOwn, toFact } from './context.ts'
import type { SupervisionContext } from './context.ts'
import type { Steps } from './steps.ts'
import { tellStep } from './telling.ts'

type Moving = { readonly context: SupervisionContext; readonly steps: Steps }
/** Keeps the file of an act and gives its name, if there is one. */
type Keep = () => Promise<string | undefined>
const keepNothing: Keep = () => Promise.resolve(undefined)

type NewDemand = { readonly before: Supervision; readonly text: string; readonly keep: Keep }

/** R97: what the buyer needs is known. */
export async function makeDemand(
  { context, steps }: Moving,
  tx: Tx,
  { before, text, keep }: NewDemand,
): Promise<Supervision> {
  const after = await steps.move(tx, before, 'submit_demand', { demand: text })
  const { subject, data } = toFact(after)
  await record(tx, 'demand.submitted', { subject, data: { ...data, file: await keep() } })
  await tellStep(context, tx, after, { what: 'demand_submitted' })
  await emit<DemandSubmitted>(tx, { type: 'demand.submitted', supervision: after })
  return after
}

/** What the party is told that acts next. */
const whatIsMade = ({ stage }: Supervision) =>
  stage === 'recheck' ? 'recheck_due' : stage === 'acceptance' ? 'made' : 'code_released'

type NewDelivery = {
  readonly before: Supervision
  readonly keep: Keep
  readonly note?: string | undefined
  readonly begunAt?: Instant | undefined
  readonly shipment?: Shipment | undefined
}

/** R98: what was bought is handed over. */
export async function makeDelivery(
  { context, steps }: Moving,
  tx: Tx,
  { before, keep, note, begunAt, shipment }: NewDelivery,
): Promise<Supervision> {
  const { begunAt: _begun, note: _note, shipment: _shipment, ...rest } = before
  const made = omitUndefined({ note, begunAt, shipment, deliveredAt: context.clock.now() })
  const after = await steps.move(tx, rest, 'deliver', made)
  const { subject, data } = toFact(after)
  const { trackingNumber } = shipment ?? {}
  const milestone = before.milestones?.names[before.milestones.accepted]
  const file = await keep()
  await record(tx, 'delivery.made', {
    subject,
    data: { ...data, file, note, begunAt: toWireTime(begunAt), milestone, trackingNumber },
  })
  await tellStep(context, tx, after, { what: whatIsMade(after) })
  await emit<DeliveryMade>(tx, { type: 'delivery.made', supervision: after })
  return after
}

/** Steps that other domains report, in their own transactions: what a call or a software has done. */
export function createBySystem(context: SupervisionContext, steps: Steps) {
  const { clock } = context
  const moving: Moving = { context, steps }

  /** What the buyer gave with the order is the demand. Does nothing if no demand is asked. */
  async function submitDemandOf(tx: Tx, subscriptionId: Id<'sub'>, text: string): Promise<void> {
    const before = await lockIfSupervised(context, tx, subscriptionId)
    if (before?.stage === 'demand') await makeDemand(moving, tx, { before, text, keep: keepNothing })
  }

  /**
   * A seller's server has delivered. Gives whether that was a step: not while the flow is paused, and not if it is past
   * this stage.
   */
  async function deliverBySystem(tx: Tx, subscriptionId: Id<'sub'>): Promise<boolean> {
    const before = await lockIfSupervised(context, tx, subscriptionId)
    if (before?.stage !== 'performing' || findPause(before)) return false
    await makeDelivery(moving, tx, { before, keep: keepNothing })
    return true
  }

  /** Locks the delivery of a seller, first the subscription. Throws `supervision.not_found`, also for somebody else's. */
  const lockOfSeller = (tx: Tx, actor: MemberActor, id: Id<'spv'>): Promise<Supervision> =>
    lockOwn(context, tx, { actor, role: 'seller', id })

  /** What the seller hands over is its own proof (R98). Throws what an act throws that is not possible. */
  const deliverIn = (
    tx: Tx,
    before: Supervision,
    { file, note }: { readonly file?: string | undefined; readonly note?: string | undefined },
  ): Promise<Supervision> => makeDelivery(moving, tx, { before, keep: () => Promise.resolve(file), note })

  /**
   * §5.1, R142: the buyer has collected an authorisation code, or seen one that is shown without being collected. Does
   * nothing for other deliveries. Throws `supervision.appealed`, `supervision.refund_open`.
   */
  async function noteCollected(tx: Tx, subscriptionId: Id<'sub'>): Promise<void> {
    const of = await lockIfSupervised(context, tx, subscriptionId)
    if (!of || of.collectedAt !== undefined) return
    const collectedAt = clock.now()
    if (of.stage !== 'collection' && of.stage !== 'activation') return
    requireRunning(of)
    await record(tx, 'delivery.code_collected', toFact(of))
    if (of.stage === 'collection') await steps.move(tx, of, 'collect', { collectedAt })
    else await store.save(tx, { ...of, collectedAt })
  }

  /**
   * §5.1, R76: the activation of a code was detected; the use began then, or at `begunAt`. Gives whether that was a step.
   * Throws `supervision.appealed`, `supervision.refund_open`.
   */
  async function noteActivated(
    tx: Tx,
    subscriptionId: Id<'sub'>,
    begunAt: Instant = clock.now(),
  ): Promise<boolean> {
    const of = await lockIfSupervised(context, tx, subscriptionId)
    if (of?.stage !== 'activation') return false
    requireRunning(of)
    await record(tx, 'delivery.activated', toFact(of))
    const after = await steps.move(tx, of, 'activate', { begunAt })
    await tellStep(context, tx, after, { what: after.stage === 'recheck' ? 'recheck_due' : 'activated' })
    return true
  }

  return { submitDemandOf, deliverBySystem, lockOfSeller, deliverIn, noteCollected, noteActivated }
}
