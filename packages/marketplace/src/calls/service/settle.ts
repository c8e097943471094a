import { verdictSentence } from '@loggia/protocol/wire'
import type { Verdict } from '@loggia/protocol/wire'
import type { Outcome } from '../../dialects/index.ts'
import { inTx, recordHistory, system, timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideNext } from '../rules.ts'
import type { Next } from '../rules.ts'
import type { Answer, Call, CallState } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Sent } from '../transport/send.ts'
import { dialectOf, scheduleOf } from './context.ts'
import type { CallContext } from './context.ts'
import { endOf, outcomeOf } from './sending.ts'
import type { Prepared } from './sending.ts'

/** A verdict for people and machines: its code, its values, its sentence in both languages. */
export function presentVerdict(verdict: Verdict): {
  code: string
  params: Record<string, unknown>
  sentence: { zh: string; en: string }
} {
  const { code, ...params } = verdict
  return {
    code,
    params,
    sentence: { zh: verdictSentence(verdict, 'zh-CN'), en: verdictSentence(verdict, 'en-US') },
  }
}

/** Thrown inside the settling transaction, so that nothing of a handler that failed remains. */
class AnswerNotApplied extends Error {}

type Attempted = Pick<Prepared, 'n' | 'startedAt'> & {
  readonly outcome: Outcome
  readonly durationMs?: number
}

async function tell(
  context: CallContext,
  tx: Tx,
  call: Call,
  told: { attempted: Attempted; next: Next },
): Promise<void> {
  const { attempted, next } = told
  const { outcome } = attempted
  const activity = dialectOf(call).activityOf(call.operation.kind)
  await recordHistory(tx, {
    subject: call.subject,
    at: context.clock.now(),
    kind: 'call.attempted',
    data: {
      callId: call.id,
      activity,
      n: attempted.n,
      verdict: presentVerdict(outcome.verdict),
      ...('resultCode' in outcome && { resultCode: outcome.resultCode }),
      ...(attempted.durationMs !== undefined && { durationMs: attempted.durationMs }),
      state: next.state,
      ...(next.state === 'waiting' && { nextAt: timeToWire(next.dueAt) }),
    },
  })
  if (next.state === 'stopped')
    await recordHistory(tx, {
      subject: call.subject,
      at: context.clock.now(),
      kind: 'call.stopped',
      data: { callId: call.id, activity },
    })
}

const answerOf = (outcome: Outcome, next: Next): Answer =>
  next.state === 'confirmed' && (outcome.kind === 'confirmed' || outcome.kind === 'pending')
    ? outcome
    : { kind: 'stopped', last: outcome }

/** Decides what becomes of the call, writes it, and lets the asking domain apply the answer: all in this transaction. */
async function apply(context: CallContext, tx: Tx, call: Call, attempted: Attempted): Promise<void> {
  const now = context.clock.now()
  const next = decideNext(call, attempted, { now, schedule: scheduleOf(context, call) })
  await tell(context, tx, call, { attempted, next })
  if (next.state === 'waiting') {
    await store.backToWaiting(tx, call.id, next.dueAt)
  } else {
    await store.close(tx, call.id, next.state, now)
    try {
      await context.answers.handlers[call.operation.kind]?.(tx, call, answerOf(attempted.outcome, next))
    } catch (cause) {
      if (isDatabaseFault(cause)) throw cause
      throw new AnswerNotApplied('The answer could not be applied', { cause })
    }
  }
  await store.wakeGates(tx, call.sellerId)
  tx.afterCommit(() => context.work.wake())
}

// Faults that the same work may survive when run again are the transaction's business, not the call's.
const isDatabaseFault = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^(08|25|40|53|55|57|58)/.test(cause.code)

/**
 * Settles an attempt. If its lease was lost meanwhile, the reply is filed as late and nothing is applied. If the answer
 * cannot be applied, that is a fault of ours: the reply is kept and the call is stuck.
 */
export async function settle(context: CallContext, prepared: Prepared, sent: Sent): Promise<void> {
  const outcome = outcomeOf(prepared, sent)
  const end = endOf(context, prepared, sent, outcome)
  const { call, n, startedAt } = prepared
  try {
    await inTx(context, { actor: system }, async (tx) => {
      const held = await store.lockSending(tx, call.id, n)
      if (!held) return store.endAttempt(tx, { ...end, late: true })
      await store.endAttempt(tx, end)
      await apply(context, tx, held, { n, startedAt, outcome, durationMs: sent.durationMs })
    })
  } catch (error) {
    if (!(error instanceof AnswerNotApplied)) throw error
    context.log.error(
      { callId: call.id, error: error.cause },
      'The answer of a call could not be applied; the call is stuck',
    )
    await inTx(context, { actor: system }, (tx) => markStuck(context, tx, { call, n, end }))
  }
}

/** The answer is kept, the lane waits, and the operator’s overview counts it: only a person can tell what the answer should have done. */
async function markStuck(
  context: CallContext,
  tx: Tx,
  { call, n, end }: { call: Call; n: number; end: store.AttemptEnd },
): Promise<void> {
  if (!(await store.lockSending(tx, call.id, n))) return
  await store.endAttempt(tx, end)
  await store.markStuck(tx, call.id)
  await store.wakeGates(tx, call.sellerId)
  const activity = dialectOf(call).activityOf(call.operation.kind)
  const data = { callId: call.id, activity }
  await recordHistory(tx, { subject: call.subject, at: context.clock.now(), kind: 'call.stuck', data })
}

/** For an answer that could not be written, time after time, while the database itself was there. */
export async function giveUp(context: CallContext, prepared: Prepared, sent: Sent): Promise<void> {
  const end = endOf(context, prepared, sent, outcomeOf(prepared, sent))
  await inTx(context, { actor: system }, (tx) =>
    markStuck(context, tx, { call: prepared.call, n: prepared.n, end }),
  )
}

/** Puts an attempt of which nothing more will come back to wait, due now: our process ended, or its lease did. */
export async function settleLost(context: CallContext, tx: Tx, call: Call): Promise<void> {
  const verdict: Verdict = { code: 'interrupted' }
  await store.endAttempt(tx, { callId: call.id, n: call.fence, verdict })
  const now = context.clock.now()
  if (call.live) return store.close(tx, call.id, 'stopped', now)
  const dueAt = now
  await tell(context, tx, call, {
    attempted: { n: call.fence, startedAt: now, outcome: { kind: 'unreachable', verdict } },
    next: { state: 'waiting', dueAt },
  })
  await store.backToWaiting(tx, call.id, dueAt)
  await store.wakeGates(tx, call.sellerId)
}

/** The state that a live call ends in. */
export const liveStateOf = (outcome: Outcome): CallState =>
  outcome.kind === 'confirmed' || outcome.kind === 'pending'
    ? 'confirmed'
    : outcome.kind === 'refused'
      ? 'refused'
      : 'stopped'
