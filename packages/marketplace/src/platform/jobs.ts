import type { EventHandlers } from './tx.ts'
import type { WakeupHandlers } from './wakeups.ts'

/** What a domain does without a request: event handlers, run in the event's transaction, and wake-up handlers. */
export type DomainJobs = {
  readonly events?: EventHandlers
  readonly wakeups?: WakeupHandlers
}
