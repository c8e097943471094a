import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import { emit, record, runInTx, setWakeup } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import * as appealStore from '../appeal-store.ts'
import { supervisionProblems } from '../problems.ts'
import {
  moveAutoAccept,
  findPause,
  findPauseOfAppeal,
  requireFewWithdrawn,
  requireOpen,
  requireOpened,
  requireRefundable,
} from '../rules.ts'
import type {
  Appeal,
  AppealDecided,
  AppealOutcome,
  DeliveryResumed,
  Supervision,
  SupervisionStage,
} from '../schema.ts'
import * as store from '../store.ts'
import type { Upload } from './acts.ts'
import { fileKinds, lockKnown, lockOwn, toFact } from './context.ts'
import type { SupervisionContext } from './context.ts'
import { wakeups } from './steps.ts'
import type { Steps } from './steps.ts'
import { settleOperators, tellStep } from './telling.ts'

type Stage = { readonly stage: SupervisionStage }
type Side = 'buyer' | 'seller'
type Ask = { readonly reason: string; readonly file?: Upload | undefined }
/** An operator's decision; without an amount all that was paid goes back. */
export type AppealDecision =
  | { readonly outcome: 'continue' | 'done'; readonly reason: string }
  | { readonly outcome: 'refunded'; readonly reason: string; readonly amount?: Money | undefined }

/** R103: either side appeals, everything stops, and an operator decides. */
export function createAppeals(context: SupervisionContext, steps: Steps) {
  const { calendar, clock, zone, ids, files, orders, fulfilment } = context

  /**
   * Throws `supervision.appealed`, `supervision.proof_required`, `supervision.not_in_stage`,
   * `supervision.too_many_appeals`; while a refund request is open `supervision.refund_open`, for both sides until 7
   * working days have passed (R146).
   */
  function appeal(
    request: MemberRequest,
    { role, id, reason, file }: Ask & { readonly role: Side; readonly id: Id<'spv'> },
  ): Promise<Stage> {
    if (!file) return open(request, { role, id, reason }, () => Promise.resolve(undefined))
    return files.withStored(fileKinds.appeal, file, (stored) =>
      open(
        request,
        { role, id, reason },
        async (tx, owner, subject) => (await files.keep(tx, stored, { owner, subject })).name,
      ),
    )
  }

  const open = (
    request: MemberRequest,
    { role, id, reason }: { readonly role: Side; readonly id: Id<'spv'>; readonly reason: string },
    keep: (tx: Tx, owner: Id<'byr'> | Id<'sel'>, subject: string) => Promise<string | undefined>,
  ): Promise<Stage> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const before = await lockOwn(context, tx, { actor, role, id })
      const now = clock.now()
      requireOpen(before)
      await requireAppealable(tx, before, role)
      const one: Appeal = {
        id: ids.next('ape'),
        supervisionId: id,
        by: role,
        memberId: actor.memberId,
        reason,
        state: 'open',
        openedAt: now,
      }
      await appealStore.insert(tx, one)
      const file = await keep(tx, role === 'buyer' ? before.buyerId : before.sellerId, one.id)
      // A seller who complains that nobody accepts has to show that it was delivered.
      if (role === 'seller' && before.stage === 'acceptance' && file === undefined)
        throw supervisionProblems.proof_required()
      const after: Supervision = { ...before, appealedAt: now }
      await store.save(tx, after)
      const { subject, data } = toFact(after)
      await record(tx, 'appeal.opened', { subject, data: { ...data, reason, by: role, file } })
      await tellStep(context, tx, after, { what: 'appealed', reason, except: role })
      return { stage: after.stage }
    })

  async function requireAppealable(tx: Tx, of: Supervision, role: Side): Promise<void> {
    const pause = findPauseOfAppeal(of, { now: clock.now(), days: await calendar.getWorkingDays(tx) })
    if (pause === 'appeal') throw supervisionProblems.appealed()
    if (pause === 'refund') throw supervisionProblems.refund_open()
    requireFewWithdrawn(await appealStore.countWithdrawn(tx, of.id, role))
  }

  async function lockAppealed(
    tx: Tx,
    asked: { readonly actor: MemberActor; readonly role: Side | 'operator'; readonly id: Id<'spv'> },
  ): Promise<{ of: Supervision; open: Appeal }> {
    const of = await lockOwn(context, tx, asked)
    const found = await appealStore.findOpen(tx, of.id)
    if (!found) throw supervisionProblems.no_appeal()
    return { of, open: found }
  }

  /** The flow goes on; the time of an appeal does not count for the system's acceptance. */
  async function resume(tx: Tx, of: Supervision): Promise<Supervision> {
    const { appealedAt, ...rest } = of
    const from = rest.refundAskedAt === undefined ? appealedAt : undefined
    return saveResumed(tx, rest, { from, anew: false })
  }

  /**
   * `from`: since when it was stopped. If it is still stopped by an appeal, that counts the time from its beginning on.
   * `anew`: the system's acceptance has its whole time again.
   */
  async function saveResumed(
    tx: Tx,
    of: Supervision,
    { from, anew }: { readonly from: Instant | undefined; readonly anew: boolean },
  ): Promise<Supervision> {
    const { shipment } = of
    const acceptAt = shipment?.acceptAt
    if (!shipment || acceptAt === undefined || from === undefined) {
      await store.save(tx, of)
      return of
    }
    const later = moveAutoAccept(acceptAt, { from, to: of.appealedAt ?? clock.now(), anew, zone })
    const after: Supervision = { ...of, shipment: { ...shipment, acceptAt: later } }
    await store.save(tx, after)
    if (of.stage === 'acceptance') await setWakeup(tx, { kind: wakeups.autoAccept, subject: of.id }, later)
    return after
  }

  /** What came while it was stopped may be a step now; gives what it is then. */
  async function noteResumed(tx: Tx, of: Supervision): Promise<Supervision> {
    if (findPause(of)) return of
    await emit<DeliveryResumed>(tx, { type: 'delivery.resumed', supervision: of })
    return lockKnown(context, tx, of.subscriptionId)
  }

  /** Throws `supervision.no_appeal`, `supervision.not_own_appeal`. */
  const withdrawAppeal = (
    actor: MemberActor,
    { role, id }: { readonly role: Side; readonly id: Id<'spv'> },
  ): Promise<Stage> =>
    runInTx(context, { actor }, async (tx) => {
      const { of, open: one } = await lockAppealed(tx, { actor, role, id })
      if (one.by !== role) throw supervisionProblems.not_own_appeal()
      await appealStore.save(tx, { ...one, state: 'withdrawn', closedAt: clock.now() })
      const after = await resume(tx, of)
      const { subject, data } = toFact(after)
      await record(tx, 'appeal.withdrawn', { subject, data: { ...data, by: role } })
      await settleOperators(tx, after, ['appealed'])
      await tellStep(context, tx, after, { what: 'appeal_withdrawn', except: role })
      return { stage: (await noteResumed(tx, after)).stage }
    })

  /** R103: throws `supervision.no_appeal`, `supervision.amount_out_of_range`, `supervision.not_opened`. */
  const decideAppeal = (actor: MemberActor, id: Id<'spv'>, decision: AppealDecision): Promise<Stage> =>
    runInTx(context, { actor }, async (tx) => {
      const { of, open: one } = await lockAppealed(tx, { actor, role: 'operator', id })
      const { outcome, reason } = decision
      const amount = await readAmount(tx, of, decision)
      await appealStore.save(
        tx,
        omitUndefined({
          ...one,
          state: 'decided',
          closedAt: clock.now(),
          outcome,
          amount,
          decision: reason,
          decidedBy: actor.memberId,
        }),
      )
      const { subject, data } = toFact(of)
      await record(tx, 'appeal.decided', { subject, data: { ...data, reason, outcome } })
      await settleOperators(tx, of, ['appealed'])
      await tellStep(context, tx, of, { what: 'appeal_decided', reason })
      await emit<AppealDecided>(tx, { type: 'appeal.decided', supervision: of, outcome, reason })
      return { stage: await carryOut(tx, of, { outcome, reason, amount }) }
    })

  async function readAmount(tx: Tx, of: Supervision, decision: AppealDecision): Promise<Money | undefined> {
    if (decision.outcome !== 'refunded' || !decision.amount) return undefined
    requireRefundable(decision.amount, await orders.getLine(tx, of.orderLineId))
    return decision.amount
  }

  async function carryOut(
    tx: Tx,
    of: Supervision,
    {
      outcome,
      reason,
      amount,
    }: { readonly outcome: AppealOutcome; readonly reason: string; readonly amount: Money | undefined },
  ): Promise<SupervisionStage> {
    const now = await lockKnown(context, tx, of.subscriptionId)
    if (outcome === 'continue') return (await noteResumed(tx, await resume(tx, now))).stage
    requireOpened(of)
    if (outcome === 'done') {
      const { subject, data } = toFact(of)
      await record(tx, 'delivery.accepted', { subject, data: { ...data, by: 'operator' } })
      return (await steps.finish(tx, now)).stage
    }
    await fulfilment.fail(
      tx,
      of.subscriptionId,
      omitUndefined({ orphanPossible: false, reason, cause: 'appealed', amount }),
    )
    return 'ended'
  }

  return { appeal, withdrawAppeal, decideAppeal, saveResumed, noteResumed }
}
export type Appeals = ReturnType<typeof createAppeals>
