import type { EventHandlers } from './tx.ts'
import type { WakeupHandlers } from './wakeups.ts'

/** What a domain does without a request: event handlers, run in the event's transaction, and wake-up handlers. */
export type DomainJobs = {
  readonly events?: EventHandlers
  readonly wakeups?: WakeupHandlers
  /** The wake-ups by which nothing happens to anybody, such as counting: they are no next thing to wait for. */
  readonly upkeep?: readonly string[]
}
