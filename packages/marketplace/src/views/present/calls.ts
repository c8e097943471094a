import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { CallAttempt, CallSummary, Coming, Gate, OperatorCallSummary } from '@loggia/protocol/console'
import { presentVerdict, computeWindowEnd } from '../../calls/index.ts'
import type { Calls } from '../../calls/index.ts'
import { dialects } from '../../dialects/index.ts'
import { toWireTime } from '../../platform/index.ts'
import { isOpen, mayRestart, toResult } from '../rules.ts'
import type {
  CallRow,
  ComingCallRow,
  ComingServiceRow,
  GateCounts,
  GateRow,
  WakeupRow,
} from '../store/index.ts'

const activityOf = (row: Pick<CallRow, 'protocol' | 'operation_kind'>): string =>
  dialects[row.protocol].activityOf(row.operation_kind)
const presentSeller = (row: Pick<CallRow, 'seller_id' | 'seller_zh' | 'seller_en'>): Gate['seller'] => ({
  id: row.seller_id,
  name: { zh: row.seller_zh, en: row.seller_en },
})

export const presentCall = (row: CallRow, now: Instant): CallSummary =>
  omitUndefined({
    id: row.id,
    activity: activityOf(row),
    state: row.state,
    result: toResult({ state: row.state, openFailure: row.open_failure, tries: row.fence }),
    mayRestart: mayRestart({ state: row.state, openFailure: row.open_failure }),
    restartedFrom: row.restarted_from ?? undefined,
    restartedAs: row.restarted_as ?? undefined,
    live: row.live,
    product: { id: row.product_id, name: { zh: row.name_zh, en: row.name_en } },
    order:
      row.order_id !== null && row.order_number !== null
        ? { id: row.order_id, number: row.order_number }
        : undefined,
    attempts: row.fence,
    createdAt: toWireTime(row.created_at),
    dueAt: row.state === 'waiting' ? toWireTime(row.due_at) : undefined,
    windowEndsAt: toWireTime(windowEndOf(row, now)),
    last: row.started_at === null ? undefined : presentLast({ ...row, started_at: row.started_at }),
  })

export const presentOperatorCall = (row: CallRow, now: Instant): OperatorCallSummary => ({
  ...presentCall(row, now),
  seller: presentSeller(row),
})

/** The window of a closed call no longer changes when its seller is parked. */
function windowEndOf(row: CallRow, now: Instant): Instant {
  if (!isOpen(row.state) || row.parked_ms === null) return row.window_ends_at
  const call = {
    windowEndsAt: row.window_ends_at,
    windowRuns: row.window_runs,
    parkedBeforeMs: Number(row.parked_before_ms),
  }
  const gate = omitUndefined({ parkedMs: Number(row.parked_ms), openedAt: row.opened_at ?? undefined })
  return computeWindowEnd(call, gate, now)
}

const presentLast = ({
  started_at: at,
  verdict,
  duration_ms: durationMs,
}: Pick<CallRow, 'verdict' | 'duration_ms'> & { started_at: NonNullable<CallRow['started_at']> }) =>
  omitUndefined({
    at: toWireTime(at),
    durationMs: durationMs ?? undefined,
    verdict: verdict ? presentVerdict(verdict) : undefined,
    resultCode: verdict && 'resultCode' in verdict ? verdict.resultCode : undefined,
  })

export const presentAttempt = ({
  n,
  startedAt,
  durationMs,
  late,
  request,
  reply,
  verdict,
}: Awaited<ReturnType<Calls['openAttempts']>>[number]): CallAttempt =>
  omitUndefined({
    n,
    startedAt: toWireTime(startedAt),
    durationMs,
    late,
    request,
    reply,
    verdict: verdict ? presentVerdict(verdict) : undefined,
  })

/**
 * The next try of a parked seller; absent while a try is under way, or if it was due and nothing waits: then the next call
 * is the try.
 */
export const presentParking = (row: Pick<GateRow, 'breaker' | 'opened_at' | 'probe_at'>, now: Instant) => {
  const isOpen = row.breaker === 'open'
  const isDue = isOpen && row.probe_at !== null && row.probe_at <= now
  return omitUndefined({
    breaker: row.breaker,
    parkedSince: toWireTime(row.opened_at),
    probeAt: isOpen && !isDue ? toWireTime(row.probe_at) : undefined,
    nextCallProbes: isDue ? true : undefined,
  })
}

export const presentGate = (row: GateRow, counts: GateCounts, now: Instant): Gate =>
  omitUndefined({
    seller: presentSeller(row),
    ...presentParking(row, now),
    limit: row.call_limit,
    failures: row.failures,
    waiting: Number(counts.waiting),
    due: Number(counts.due),
    oldestDueAt: toWireTime(row.oldest_due_at),
    sending: Number(counts.sending),
    openFailures: Number(counts.open_failures),
    stuck: Number(counts.stuck),
  })

export const presentComingCall = (row: ComingCallRow): Coming => ({
  at: toWireTime(row.at),
  kind: 'call',
  what: activityOf(row),
  callId: row.id,
  seller: presentSeller(row),
  subject: row.subject,
})

export const presentWakeup = (row: WakeupRow): Coming => ({
  at: toWireTime(row.due_at),
  kind: 'wakeup',
  what: row.kind,
  subject: row.subject,
})

/** A step of a service, with the order that the service came from. */
export const presentComingStep = (row: WakeupRow, step: string, of: ComingServiceRow): Coming => ({
  ...presentWakeup(row),
  what: `subscriptions.${step}`,
  seller: presentSeller(of),
  subject: of.order_id,
})
