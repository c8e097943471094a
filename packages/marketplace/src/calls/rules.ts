import { addMs, earlier } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Outcome, Schedule } from '../dialects/index.ts'
import type { Call } from './schema.ts'

/** What becomes of a call after an attempt. */
export type Next =
  | { readonly state: 'confirmed' }
  | { readonly state: 'waiting'; readonly dueAt: Instant }
  | { readonly state: 'stopped' }

/** `newInstance` accepted with an instance's id closes the create call; from there the query call waits (R71). */
const accepted = (call: Call, outcome: Outcome): boolean =>
  outcome.kind === 'confirmed' ||
  (outcome.kind === 'pending' &&
    call.operation.kind === 'create_instance' &&
    outcome.data.reference !== undefined)

/**
 * Every kind of failure is tried again, a refusal too: the seller may repair and restart. The last try begins when the
 * window ends, so an attempt that began then or later is the last one.
 */
export function decideNext(
  call: Call,
  attempt: { startedAt: Instant; outcome: Outcome },
  timing: { now: Instant; schedule: Schedule },
): Next {
  if (accepted(call, attempt.outcome)) return { state: 'confirmed' }
  // We broke it off ourselves: that is no try of the seller's.
  if (attempt.outcome.verdict.code === 'interrupted') return { state: 'waiting', dueAt: timing.now }
  if (attempt.startedAt >= call.windowEndsAt) return { state: 'stopped' }
  return {
    state: 'waiting',
    dueAt: earlier(addMs(timing.now, timing.schedule.spacingMs(call.fence)), call.windowEndsAt),
  }
}
