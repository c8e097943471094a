import type { Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Outcome } from '../../dialects/index.ts'
import { waitForAll, runInTx, record, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { blameless, decideNext, isAccepted, isFailure, mayStartAgain } from '../rules.ts'
import { splitIntoRounds } from '../rounds.ts'
import type { Answer, AnsweredCall, Call, CallState } from '../schema.ts'
import * as store from '../store/index.ts'
import { freeCapacity } from './arming.ts'
import { getDialect, getHandlers, getSchedule } from './context.ts'
import type { CallContext } from './context.ts'
import { updateGates } from './gates.ts'
import type { Gates } from './gates.ts'
import { withObjections } from './objections.ts'
import { supersedeObsolete } from './needless.ts'
import { endAttempts, toEnd } from './sending.ts'
import type { Answered, Settled } from './sending.ts'
import { recordAttempt, tellOutcomes } from './tell.ts'
import type { Told } from './tell.ts'

/** Thrown inside the settling transaction, so that all writes of a failed handler are rolled back. */
export class AnswerNotApplied extends Error {}

const answerOf = ({ outcome, next }: Told): Answer =>
  next.state === 'confirmed' && (outcome.kind === 'confirmed' || outcome.kind === 'pending')
    ? outcome
    : { kind: 'stopped' }

/** The instance that an answer names although it is not applied. */
const sightedIn = (outcome: Outcome): string | undefined => {
  if (outcome.kind === 'refused') return outcome.reference
  return outcome.kind === 'confirmed' || outcome.kind === 'pending' ? outcome.data.reference : undefined
}

// Faults that can pass when the work runs again are handled by the transaction, not by the call.
const isDatabaseFault = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^(08|25|40|53|55|57|58)/.test(cause.code)

/**
 * Runs the handler of a domain until all its writes are done. Throws {@link AnswerNotApplied} unless the fault is the
 * database’s.
 */
export async function runHandler(tx: Tx, work: Promise<void> | undefined): Promise<void> {
  try {
    await work
    await tx.flush()
  } catch (cause) {
    if (isDatabaseFault(cause)) throw cause
    throw new AnswerNotApplied('The answer could not be applied', { cause })
  }
}

/** Whether a person has to look at the call now. */
const openFailureAfter = ({ call, outcome, next }: Told): boolean => {
  if (next.state === 'confirmed' || next.state === 'superseded') return false
  if (next.state === 'stopped') return mayStartAgain(call)
  return outcome.verdict.code === 'interrupted' ? call.openFailure : isFailure(outcome)
}

export type ToApply = {
  readonly settled: readonly Settled[]
  readonly gates: Gates
  /** Calls that are closed already, whose followers are still to be unblocked. */
  readonly confirmed?: ReadonlyMap<Id<'cal'>, number>
  /** An old answer says nothing about the seller's server now. */
  readonly old?: boolean
}

/** Stores the new states of the calls and has the domains apply the answers, all in this transaction. */
export async function apply(
  context: CallContext,
  tx: Tx,
  { settled, gates, confirmed = new Map(), old = false }: ToApply,
): Promise<void> {
  if (settled.length === 0) return
  const now = context.clock.now()
  const interrupted = await countInterrupted(context, tx, settled)
  const decided = settled.map((one): Told => {
    const { call } = one
    const timing = {
      now,
      schedule: getSchedule(context, call),
      gate: gates.get(call.channelId),
      interrupted: interrupted.get(call.id),
    }
    return { ...one, next: decideNext({ ...one.call, fence: one.n }, one, timing) }
  })
  const told = await supersedeObsolete(tx, decided)
  await waitForAll([
    waitForAll(told.map((one) => recordAttempt(tx, one, now))),
    store.unblockFollowers(tx, [...confirmed.keys()]),
    write(
      tx,
      told.filter(({ call }) => !confirmed.has(call.id)),
      now,
    ),
    deliverAnswers(context, tx, told),
  ])
  if (!old) await runHandler(tx, updateGates(context, tx, { settled, gates }))
  freeCapacity(
    context,
    tx,
    settled.map(({ call }) => call.channelId),
  )
  tx.afterCommit(() => {
    for (const one of told) count(context, one)
  })
}

/** Asked only where the next pause depends on it, so that answers cost no statement more. */
function countInterrupted(
  context: CallContext,
  tx: Tx,
  settled: readonly Settled[],
): Promise<ReadonlyMap<Id<'cal'>, number>> {
  const asked = settled.filter(
    ({ call, n, outcome }) =>
      n > 1 && !isAccepted(call, outcome) && getSchedule(context, call).spacing.kind === 'doubling',
  )
  return store.countInterrupted(
    tx,
    asked.map(({ call }) => call.id),
  )
}

async function write(tx: Tx, told: readonly Told[], now: Instant): Promise<void> {
  const waiting: store.PutBack[] = []
  const closed: store.Closing[] = []
  for (const one of told) {
    const of = { callId: one.call.id, openFailure: openFailureAfter(one) }
    if (one.next.state === 'waiting') waiting.push({ ...of, dueAt: one.next.dueAt })
    else closed.push({ ...of, state: one.next.state })
  }
  await waitForAll([store.returnToWaiting(tx, waiting), store.close(tx, closed, now)])
}

/** Gives the answers to the domains that made the calls, and emits events to those below. */
async function deliverAnswers(context: CallContext, tx: Tx, told: readonly Told[]): Promise<void> {
  for (const { call, outcome } of told) {
    if (outcome.kind !== 'refused' || outcome.reference === undefined) continue
    await runHandler(tx, noteStrayInstance(context, tx, call, outcome.reference))
  }
  const closed = told.filter(({ next }) => next.state === 'confirmed' || next.state === 'stopped')
  await giveAnswers(
    context,
    tx,
    closed.map((one) => ({ call: one.call, answer: answerOf(one) })),
  )
  await runHandler(tx, tellOutcomes(context, tx, told))
}

/** Gives answers to the domains that made the calls: together by kind of operation, but never two of one lane. */
export async function giveAnswers(
  context: CallContext,
  tx: Tx,
  answered: readonly AnsweredCall[],
): Promise<void> {
  const byKind = Map.groupBy(answered, ({ call }) => call.operation.kind)
  for (const [kind, those] of byKind)
    for (const round of splitIntoRounds(those, ({ call }) => call.lane ?? call.id))
      await runHandler(tx, getHandlers(context, { kind }).answers?.[kind]?.(tx, round))
}

/** Tells the domain that made it that a waiting call is not tried any more, and whether it ever failed at the seller. */
export async function giveExpired(context: CallContext, tx: Tx, call: Call): Promise<void> {
  const isTried = await store.hasAttempt(tx, call.id, { otherThan: blameless })
  const answer = isTried ? ({ kind: 'stopped' } as const) : ({ kind: 'stopped', untried: true } as const)
  await giveAnswers(context, tx, [{ call, answer }])
}

const count = ({ metrics }: CallContext, { call, outcome, next, durationMs }: Told): void =>
  metrics.callEnded({
    operation: call.operation.kind,
    outcome: outcome.kind,
    next: next.state,
    durationMs: durationMs ?? 0,
  })

/** Stores the reply to an attempt whose lease was lost; it is not applied, but may name an instance of the seller. */
async function fileLate(context: CallContext, tx: Tx, late: readonly Answered[]): Promise<void> {
  await endAttempts(
    tx,
    late.map((one) => ({
      ...toEnd(context, one),
      late: true as const,
    })),
  )
  for (const { prepared, outcome } of late) {
    const reference = sightedIn(outcome)
    if (reference === undefined) continue
    await runHandler(tx, noteStrayInstance(context, tx, prepared.call, reference))
  }
}

const noteStrayInstance = (
  context: CallContext,
  tx: Tx,
  call: Call,
  reference: string,
): Promise<void> | undefined =>
  getHandlers(context, call.operation).strayInstances?.[call.operation.kind]?.(tx, call, reference)

type Held = {
  /** The calls that are closed already, with the attempts that held them. */
  readonly confirmed: ReadonlyMap<Id<'cal'>, number>
  /** The same for locked calls, whose next state depends on their window and gate. */
  readonly locked: ReadonlyMap<Id<'cal'>, number>
  readonly gates: Gates
}

/**
 * Takes the calls of these attempts back, if the attempts still hold them. Calls that their answer closes in any case
 * are closed at once.
 */
async function takeBack(context: CallContext, tx: Tx, batch: readonly Answered[]): Promise<Held> {
  const sure = batch.filter(({ prepared, outcome }) => isAccepted(prepared.call, outcome))
  const open = batch.filter(({ prepared, outcome }) => !isAccepted(prepared.call, outcome))
  const confirming = store.closeConfirmed(tx, sure.map(senderOf), context.clock.now())
  const locking = store.lockSending(tx, open.map(senderOf))
  const unwell = store.readUnhealthyGates(tx, sure.map(channelOf), context.choices.current().sellerLimit)
  const asked = store.readGates(tx, open.map(channelOf))
  await waitForAll([confirming, locking, unwell, asked])
  return {
    confirmed: await confirming,
    locked: await locking,
    gates: new Map([...(await unwell), ...(await asked)]),
  }
}

const senderOf = ({ prepared }: Answered): store.Sender => ({ callId: prepared.call.id, n: prepared.n })
const channelOf = ({ prepared }: Answered): Id<'chn'> => prepared.call.channelId

/**
 * Settles attempts in one transaction, all or none. If a lease was lost meanwhile, the reply is stored as late. Throws
 * {@link AnswerNotApplied} if a domain could not apply its answer, which is a fault of ours.
 */
export async function settleTogether(context: CallContext, answers: readonly Answered[]): Promise<void> {
  // In one order, so that two batches take the locks of their domains in the same order.
  const ordered = answers.toSorted((a, b) => (a.prepared.call.id < b.prepared.call.id ? -1 : 1))
  await runInTx(context, { actor: system }, async (tx) => {
    const batch = await withObjections(context, tx, ordered)
    const { confirmed, locked, gates } = await takeBack(context, tx, batch)
    // Two attempts of one call may come together if the lease of the first was lost; only one of them holds the call.
    const isHeld = ({ prepared: { call, n } }: Answered): boolean =>
      confirmed.get(call.id) === n || locked.get(call.id) === n
    const ended = endAttempts(
      tx,
      batch.filter(isHeld).map((one) => toEnd(context, one)),
    )
    const late = batch.filter((one) => !isHeld(one))
    if (late.length > 0) await waitForAll([ended, fileLate(context, tx, late)])
    const settled = batch.filter(isHeld).map(({ prepared, sent, outcome }): Settled => {
      const { call, n, startedAt } = prepared
      return { call, n, startedAt, outcome, durationMs: sent.durationMs }
    })
    await waitForAll([ended, apply(context, tx, { settled, gates, confirmed })])
  })
}

/** Settles one attempt. If its answer cannot be applied, the reply is stored and the call is stuck. */
export async function settleAlone(context: CallContext, one: Answered): Promise<void> {
  try {
    await settleTogether(context, [one])
  } catch (error) {
    if (!(error instanceof AnswerNotApplied)) throw error
    context.log.error(
      { callId: one.prepared.call.id, error: error.cause },
      'The answer of a call could not be applied; the call is stuck',
    )
    // Even if the answer cannot be applied, it says how the seller's server is. If that is what fails, it is left out.
    await giveUp(context, one, { learn: true }).catch(() => giveUp(context, one, { learn: false }))
  }
}

/**
 * Stores the answer and marks the call as stuck. The lane waits, and the operators’ pages show it: only a person can
 * decide what should have been done.
 */
export async function giveUp(
  context: CallContext,
  one: Answered,
  { learn }: { learn: boolean },
): Promise<void> {
  const { prepared, outcome } = one
  const { call, n, startedAt } = prepared
  await runInTx(context, { actor: system }, async (tx) => {
    const [held, gates] = await Promise.all([
      store.lockSending(tx, [senderOf(one)]),
      store.readGates(tx, [call.channelId]),
    ])
    if (!held.has(call.id)) return fileLate(context, tx, [one])
    await endAttempts(tx, [toEnd(context, one)])
    await markStuckAndRecord(context, tx, call)
    if (learn) await updateGates(context, tx, { settled: [{ call, n, startedAt, outcome }], gates })
  })
}

/** Marks a call as stuck and records it in the history. */
export async function markStuckAndRecord(context: CallContext, tx: Tx, call: Call): Promise<void> {
  await store.markStuck(tx, call.id)
  freeCapacity(context, tx, [call.channelId])
  const data = { callId: call.id, activity: getDialect(call).activityOf(call.operation.kind) }
  await record(tx, 'call.stuck', { subject: call.subject, data })
}

/** Sets calls back to waiting, due now, whose attempts bring no reply any more: their process or lease has ended. */
export async function settleLost(context: CallContext, tx: Tx, lost: readonly Call[]): Promise<void> {
  const verdict: Verdict = { code: 'interrupted' }
  const now = context.clock.now()
  await endAttempts(
    tx,
    lost.map((call) => ({ callId: call.id, n: call.fence, verdict })),
  )
  const live = lost.filter((call) => call.live)
  await store.close(
    tx,
    live.map((call) => ({ callId: call.id, state: 'stopped', openFailure: false })),
    now,
  )
  const outcome: Outcome = { kind: 'unreachable', verdict }
  const waiting = lost.filter((call) => !call.live)
  const settled = waiting.map((call) => ({ call, n: call.fence, startedAt: now, outcome }))
  const gates = await store.readGates(
    tx,
    waiting.map((call) => call.channelId),
  )
  await apply(context, tx, { settled, gates })
}

/** The state that a live call ends in. */
export const toLiveState = (outcome: Outcome): CallState =>
  outcome.kind === 'confirmed' || outcome.kind === 'pending'
    ? 'confirmed'
    : outcome.kind === 'refused'
      ? 'refused'
      : 'stopped'
