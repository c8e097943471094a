import { defined } from '@loggia/kernel'
import { emit, timeToWire } from '../../platform/index.ts'
import type { NewHistory, Tx } from '../../platform/index.ts'
import { familyOf } from '../../dialects/index.ts'
import type { Outcome } from '../../dialects/index.ts'
import { isFailure, mayStartAgain } from '../rules.ts'
import type { Next } from '../rules.ts'
import type { Call, CallFailing, CallRecovered } from '../schema.ts'
import { dialectOf } from './context.ts'
import { presentVerdict } from './verdict.ts'

/** An attempt that ended, and what became of its call. */
export type Told = {
  readonly call: Call
  readonly n: number
  readonly outcome: Outcome
  readonly durationMs?: number
  readonly next: Next
}

/** The entries of the time line. */
export function historyOf(told: Told, at: NewHistory['at']): NewHistory[] {
  const { call, n, outcome, durationMs, next } = told
  const activity = dialectOf(call).activityOf(call.operation.kind)
  const attempted: NewHistory = {
    subject: call.subject,
    at,
    kind: 'call.attempted',
    data: {
      callId: call.id,
      activity,
      n,
      verdict: presentVerdict(outcome.verdict),
      ...('resultCode' in outcome && { resultCode: outcome.resultCode }),
      ...(durationMs !== undefined && { durationMs }),
      state: next.state,
      ...(next.state === 'waiting' && { nextAt: timeToWire(next.dueAt) }),
    },
  }
  const ended = { subject: call.subject, at, data: { callId: call.id, activity } }
  if (next.state === 'superseded')
    return [attempted, { ...ended, kind: 'call.superseded', data: { ...ended.data, by: next.by } }]
  return next.state === 'stopped' ? [attempted, { ...ended, kind: 'call.stopped' }] : [attempted]
}

/** Tells the domains below that nobody has to see to a call any more, if its tries had failed. */
export async function emitRecovered(tx: Tx, call: Call, state: CallRecovered['state']): Promise<void> {
  if (!call.openFailure) return
  const { id: callId, sellerId, fence: tries } = call
  const recovered: CallRecovered = { type: 'call.recovered', callId, sellerId, tries, state }
  await emit(tx, recovered)
}

/** Tells the domains below of tries that failed, tries that are over, and calls that go well after all. */
export async function emitOutcomes(tx: Tx, all: readonly Told[]): Promise<void> {
  for (const one of all) await emitOutcome(tx, one)
}

async function emitOutcome(tx: Tx, { call, n, outcome, next }: Told): Promise<void> {
  if (next.state === 'confirmed' || next.state === 'superseded')
    return emitRecovered(tx, { ...call, fence: n }, next.state)
  if (next.state === 'waiting' && !isFailure(outcome)) return
  const failing: CallFailing = {
    type: 'call.failing',
    callId: call.id,
    sellerId: call.sellerId,
    productId: call.productId,
    subject: call.subject,
    operation: call.operation.kind,
    activity: dialectOf(call).activityOf(call.operation.kind),
    ...defined({ reference: familyOf(call.operation.kind).referenceIn(call.operation) }),
    tries: n,
    verdict: outcome.verdict,
    state: next.state,
    mayRestart: next.state === 'stopped' && mayStartAgain(call),
    ...(next.state === 'waiting' && { nextAt: next.dueAt }),
  }
  await emit(tx, failing)
}
