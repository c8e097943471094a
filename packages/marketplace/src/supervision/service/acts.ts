import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { readUpload } from '../../files/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { supervisionProblems } from '../problems.ts'
import { decideBegun, decideMilestones, isIdentification, requireOpened } from '../rules.ts'
import type { Supervision, SupervisionParty, SupervisionStage } from '../schema.ts'
import { makeDelivery, makeDemand } from './by-system.ts'
import { fileKinds, lockOwn, toFact } from './context.ts'
import type { SupervisionContext, SupervisionFile } from './context.ts'
import { readShipment } from './shipping.ts'
import type { Steps } from './steps.ts'
import { settleOperators, tellStep } from './telling.ts'

export type Upload = ReturnType<typeof readUpload>
type Stage = { readonly stage: SupervisionStage }
type Decision = { readonly approve: true } | { readonly approve: false; readonly reason: string }
/** R98: the proof, and what else a seller says of what was delivered; `begunOn` is a date of the market's calendar. */
export type Proof = {
  readonly file: Upload
  readonly note?: string | undefined
  readonly begunOn?: string | undefined
  readonly shipment?: Parameters<typeof readShipment>[1]
}

/** What people do to a supervised delivery, step by step (commerce.md §5.1). */
export function createActs(context: SupervisionContext, steps: Steps) {
  const { clock, zone, files } = context

  /** Runs an act of a party on its own delivery, in one transaction. */
  const act = (
    request: MemberRequest,
    of: { readonly role: SupervisionParty; readonly id: Id<'spv'> },
    work: (tx: Tx, before: Supervision) => Promise<Supervision>,
  ): Promise<Stage> =>
    runInTx(context, request, async (tx) => {
      const { stage } = await work(tx, await lockOwn(context, tx, { ...of, actor: request.actor }))
      return { stage }
    })

  /** Like {@link act}, with an upload, whose bytes are stored before the transaction. */
  async function actWithFile(
    request: MemberRequest,
    of: {
      readonly role: 'buyer' | 'seller'
      readonly id: Id<'spv'>
      readonly kind: SupervisionFile
      readonly file: Upload | undefined
    },
    work: (tx: Tx, before: Supervision, keep: () => Promise<string | undefined>) => Promise<Supervision>,
  ): Promise<Stage> {
    const { file } = of
    if (!file) return act(request, of, (tx, before) => work(tx, before, () => Promise.resolve(undefined)))
    return files.withStored(fileKinds[of.kind], file, (stored) =>
      act(request, of, (tx, before) =>
        work(tx, before, async () => {
          const owner = of.role === 'buyer' ? before.buyerId : before.sellerId
          return (await files.keep(tx, stored, { owner, subject: before.id })).name
        }),
      ),
    )
  }

  /**
   * R97: what the buyer needs, by the seller's template. Throws `supervision.file_not_asked` of what identifies a
   * machine: operators may read the files of a delivery, and not that.
   */
  const submitDemand = (
    request: MemberRequest,
    id: Id<'spv'>,
    { text, file }: { readonly text: string; readonly file?: Upload | undefined },
  ): Promise<Stage> =>
    actWithFile(request, { role: 'buyer', id, kind: 'demand', file }, (tx, before, keep) => {
      if (file && isIdentification(before.flow)) throw supervisionProblems.file_not_asked()
      return makeDemand({ context, steps }, tx, { before, text, keep })
    })

  /** R97, R106: confirms the demand, in parts if they are named, or sends it back. */
  const decideDemand = (
    actor: MemberActor,
    id: Id<'spv'>,
    decision:
      | { readonly approve: true; readonly milestones?: readonly string[] | undefined }
      | Exclude<Decision, { approve: true }>,
  ): Promise<Stage> =>
    act({ actor }, { role: 'seller', id }, async (tx, before) => {
      const { subject, data } = toFact(before)
      if (!decision.approve) {
        const { reason } = decision
        const after = await steps.move(tx, before, 'reject_demand', { rejection: reason })
        await record(tx, 'demand.rejected', { subject, data: { ...data, reason } })
        await tellStep(context, tx, after, { what: 'demand_rejected', reason })
        return after
      }
      const milestones = decideMilestones(before.flow, decision.milestones)
      const after = await steps.move(tx, before, 'confirm_demand', omitUndefined({ milestones }))
      await record(tx, 'demand.confirmed', {
        subject,
        data: { ...data, milestones: milestones?.names.length },
      })
      await tellStep(context, tx, after, { what: 'demand_confirmed' })
      return after
    })

  const submitDesign = (
    request: MemberRequest,
    id: Id<'spv'>,
    { file, note }: { readonly file: Upload; readonly note?: string | undefined },
  ): Promise<Stage> =>
    actWithFile(
      request,
      { role: 'seller', id, kind: 'design', file },
      async (tx, { note: _note, ...before }, keep) => {
        const after = await steps.move(tx, before, 'submit_design', omitUndefined({ note }))
        const { subject, data } = toFact(after)
        await record(tx, 'design.submitted', { subject, data: { ...data, file: await keep(), note } })
        await tellStep(context, tx, after, { what: 'design_submitted' })
        return after
      },
    )

  const decideDesign = (actor: MemberActor, id: Id<'spv'>, decision: Decision): Promise<Stage> =>
    act({ actor }, { role: 'buyer', id }, async (tx, before) => {
      const { subject, data } = toFact(before)
      if (decision.approve) {
        const after = await steps.move(tx, before, 'confirm_design')
        await record(tx, 'design.confirmed', { subject, data })
        await tellStep(context, tx, after, { what: 'design_confirmed' })
        return after
      }
      const { reason } = decision
      const after = await steps.move(tx, before, 'reject_design', { rejection: reason })
      await record(tx, 'design.rejected', { subject, data: { ...data, reason } })
      await tellStep(context, tx, after, { what: 'design_rejected', reason })
      return after
    })

  /**
   * R98: the seller has performed it, with a proof. Throws `supervision.not_opened`, `supervision.begun_out_of_range`,
   * `supervision.shipment_required`, `supervision.not_shipped`, and the problems of a refused file.
   */
  const deliver = (request: MemberRequest, id: Id<'spv'>, proof: Proof): Promise<Stage> =>
    actWithFile(
      request,
      { role: 'seller', id, kind: 'proof', file: proof.file },
      async (tx, before, keep) => {
        requireOpened(before)
        const { note, begunOn } = proof
        const now = clock.now()
        const paidAt = before.startedAt
        const begunAt = begunOn === undefined ? undefined : decideBegun(begunOn, { paidAt, now, zone })
        const shipment = await readShipment(context, proof.shipment, { tx, of: before })
        return makeDelivery({ context, steps }, tx, { before, keep, note, begunAt, shipment })
      },
    )

  /** R105: the market's own check, before the buyer's. */
  const recheck = (actor: MemberActor, id: Id<'spv'>, decision: Decision): Promise<Stage> =>
    act({ actor }, { role: 'operator', id }, async (tx, before) => {
      const { subject, data } = toFact(before)
      if (decision.approve) {
        const after = await steps.move(tx, before, 'pass_recheck')
        await record(tx, 'delivery.rechecked', { subject, data })
        await settleOperators(tx, after)
        await tellStep(context, tx, after, { what: after.stage === 'done' ? 'activated' : 'made' })
        return after
      }
      const { reason } = decision
      const after = await steps.move(tx, before, 'fail_recheck', { rejection: reason })
      await record(tx, 'delivery.recheck_failed', { subject, data: { ...data, reason } })
      await settleOperators(tx, after)
      await tellStep(context, tx, after, { what: 'recheck_failed', reason })
      return after
    })

  /** R99, R101, R106: the buyer accepts it, or the part that was delivered. */
  const accept = (actor: MemberActor, id: Id<'spv'>): Promise<Stage> =>
    act({ actor }, { role: 'buyer', id }, async (tx, before) => {
      const { subject, data } = toFact(before)
      const milestone = before.milestones?.names[before.milestones.accepted]
      await record(tx, 'delivery.accepted', { subject, data: { ...data, milestone } })
      const after = await steps.move(tx, before, 'accept')
      await tellStep(context, tx, after, { what: after.stage === 'done' ? 'accepted' : 'part_accepted' })
      return after
    })

  /** R99: the buyer rejects it with a reason, and the seller has to deliver again. */
  const reject = (actor: MemberActor, id: Id<'spv'>, reason: string): Promise<Stage> =>
    act({ actor }, { role: 'buyer', id }, async (tx, before) => {
      const rejections = before.rejections + 1
      const after = await steps.move(tx, before, 'reject', { rejection: reason, rejections })
      const { subject, data } = toFact(after)
      await record(tx, 'delivery.rejected', { subject, data: { ...data, reason } })
      await tellStep(context, tx, after, { what: 'rejected', reason })
      return after
    })

  return { act, submitDemand, decideDemand, submitDesign, decideDesign, deliver, recheck, accept, reject }
}
