import { addMs, pickEarlier } from '@loggia/kernel'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import { familyOf } from '../dialects/index.ts'
import type { Outcome, Schedule } from '../dialects/index.ts'
import type { Verdict } from '@loggia/protocol/wire'
import type { BreakerSettings, Call, CallState, Gate } from './schema.ts'

/** What becomes of a call after an attempt. */
export type Next =
  | { readonly state: 'confirmed' }
  | { readonly state: 'waiting'; readonly dueAt: Instant }
  | { readonly state: 'stopped' }
  /** A later call of its lane takes its place. */
  | { readonly state: 'superseded'; readonly by: Id<'cal'> }

/** Whether the outcome closes the call regardless of its window and of the seller's gate. */
export const isAccepted = ({ operation }: Pick<Call, 'operation'>, outcome: Outcome): boolean =>
  familyOf(operation.kind).isAccepted(operation, outcome)

/** How long to wait after the n-th try, counted from 1. */
export const computeSpacing = (spacing: Schedule['spacing'], n: number): DurationMs =>
  spacing.kind === 'even' ? spacing.everyMs : Math.min(spacing.firstMs * 2 ** (n - 1), spacing.mostMs)

const parkedSoFar = (gate: Pick<Gate, 'parkedMs' | 'openedAt'>, now: Instant): DurationMs =>
  gate.parkedMs + (gate.openedAt === undefined ? 0 : Math.max(0, now - gate.openedAt))

/** How long the seller has been parked until now. A new call stores it, so that only later parking moves its window. */
export const computeParkedMs = (gate: Gate | undefined, now: Instant): DurationMs =>
  gate === undefined ? 0 : parkedSoFar(gate, now)

/**
 * When the window of a call ends, as of now. A window that stands still while the seller is parked ends later by the
 * time parked since the call was made.
 */
export function computeWindowEnd(
  call: Pick<Call, 'windowEndsAt' | 'windowRuns' | 'parkedBeforeMs'>,
  gate: Pick<Gate, 'parkedMs' | 'openedAt'> | undefined,
  now: Instant,
): Instant {
  if (call.windowRuns || gate === undefined) return call.windowEndsAt
  return addMs(call.windowEndsAt, Math.max(0, parkedSoFar(gate, now) - call.parkedBeforeMs))
}

/**
 * Every kind of failure is tried again, a refusal too: the seller may repair and restart. The last try begins when the
 * window ends, so an attempt that began then or later is the last one.
 */
export function decideNext(
  call: Call,
  attempt: { startedAt: Instant; outcome: Outcome },
  timing: {
    now: Instant
    schedule: Schedule
    gate?: Gate | undefined
    /** Of the attempts so far, those that we aborted. */
    interrupted?: number | undefined
  },
): Next {
  if (isAccepted(call, attempt.outcome)) return { state: 'confirmed' }
  // We aborted the request ourselves, so it does not count as a try.
  if (attempt.outcome.verdict.code === 'interrupted') return { state: 'waiting', dueAt: timing.now }
  const endsAt = computeWindowEnd(call, timing.gate, timing.now)
  if (attempt.startedAt >= endsAt) return { state: 'stopped' }
  const tries = call.fence - (timing.interrupted ?? 0)
  const nextAt = addMs(timing.now, computeSpacing(timing.schedule.spacing, tries))
  return { state: 'waiting', dueAt: pickEarlier(nextAt, endsAt) }
}

/** Whether the attempt failed at the seller. A *pending* answer and a request that we aborted are no failures. */
export const isFailure = (outcome: Outcome): boolean =>
  outcome.kind !== 'confirmed' && outcome.kind !== 'pending' && outcome.verdict.code !== 'interrupted'

/** The results of attempts that are no failures, as {@link isFailure} says. */
export const blameless: readonly Verdict['code'][] = ['succeeded', 'pending', 'interrupted']

/** A call whose time is over is closed with what it led to (R70); the others are started again by hand (R243a). */
export const mayStartAgain = (call: Pick<Call, 'windowRuns' | 'live'>): boolean =>
  !call.windowRuns && !call.live

/** What an attempt says about the seller's server: it answered, it failed, it took too long, or nothing is known. */
export type Signal = 'answered' | 'failed' | 'timed_out' | 'unknown'

// An answer of the seller's application shows that the server works, even if the answer is wrong.
const ofApplication: ReadonlySet<string> = new Set([
  'result_code_missing',
  'result_code_malformed',
  'body_sign_missing',
  'body_sign_malformed',
  'body_sign_type',
  'body_sign_differs',
  'member_missing',
  'member_type',
  'member_too_long',
  'member_value',
  'instance_id_taken',
])

export function toSignal(outcome: Outcome): Signal {
  const { code } = outcome.verdict
  if (code === 'interrupted') return 'unknown'
  if (code === 'timed_out') return 'timed_out'
  if (outcome.kind === 'unreachable') return 'failed'
  return outcome.kind === 'faulty' && !ofApplication.has(code) ? 'failed' : 'answered'
}

/** The pause before the next probe of a parked seller. It doubles with each failure. */
const probePause = (failures: number, breaker: BreakerSettings): DurationMs =>
  Math.min(breaker.probeFirstMs * 2 ** Math.min(30, failures - breaker.failures), breaker.probeMostMs)

/** The gate after an attempt; the same object when nothing changes, so that a healthy seller's row is not written. */
export function decideGate(
  gate: Gate,
  signal: Signal,
  by: { now: Instant; limit: number; breaker: BreakerSettings },
): Gate {
  const { channelId, parkedMs, openedAt, ...stands } = gate
  if (signal === 'answered') {
    if (gate.breaker !== 'closed')
      return { channelId, limit: 1, breaker: 'closed', failures: 0, parkedMs: parkedSoFar(gate, by.now) }
    const limit = Math.min(gate.limit + 1, by.limit)
    return limit === gate.limit && gate.failures === 0 ? gate : { ...gate, limit, failures: 0 }
  }
  if (signal === 'unknown')
    return gate.breaker === 'half_open' ? { ...gate, breaker: 'open', probeAt: by.now } : gate
  // Calls that were already under way when the breaker opened do not change it.
  if (gate.breaker === 'open') return gate
  const failures = gate.failures + 1
  if (gate.breaker === 'closed' && failures < by.breaker.failures)
    return { ...gate, failures, limit: signal === 'timed_out' ? 1 : gate.limit }
  const probeAt = addMs(by.now, probePause(failures, by.breaker))
  return {
    ...stands,
    channelId,
    parkedMs,
    limit: 1,
    breaker: 'open',
    failures,
    probeAt,
    openedAt: openedAt ?? by.now,
  }
}

/** Whether this change parked the seller or ended the parking. */
export const decideFlip = (before: Gate, after: Gate): 'parked' | 'recovered' | undefined => {
  if (before.breaker === 'closed') return after.breaker === 'closed' ? undefined : 'parked'
  return after.breaker === 'closed' ? 'recovered' : undefined
}

/**
 * How many more calls may be sent to this seller now. A parked seller is probed by a single call, and not while an
 * earlier call is under way.
 */
export function computeRoom(gate: Gate, sending: number, now: Instant): number {
  if (gate.breaker === 'closed') return Math.max(0, gate.limit - sending)
  const mayProbe = gate.breaker === 'open' && gate.probeAt !== undefined && gate.probeAt <= now
  return mayProbe && sending === 0 ? 1 : 0
}

/** What a restart does with a call in this state (R243a). */
export function decideRestart(
  call: Pick<Call, 'state' | 'openFailure'>,
): 'try_now' | 'start_again' | 'refuse' {
  if (!call.openFailure) return 'refuse'
  const restarts: Partial<Record<CallState, 'try_now' | 'start_again'>> = {
    waiting: 'try_now',
    stopped: 'start_again',
  }
  return restarts[call.state] ?? 'refuse'
}

/** The results of attempts that ended before a request could arrive at the seller's server. */
export const beforeArrival: readonly Verdict['code'][] = [
  'dns_not_found',
  'dns_failed',
  'connection_refused',
  'host_unreachable',
  'connection_failed',
  'tls_missing',
  'tls_too_old',
  'tls_broken_off',
  'tls_failed',
  'certificate_expired',
  'certificate_not_yet_valid',
  'certificate_self_signed',
  'certificate_untrusted',
  'certificate_wrong_host',
  'address_forbidden',
  'plain_http',
]
