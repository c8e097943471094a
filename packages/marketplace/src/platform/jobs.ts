import type { EventHandlers } from './tx.ts'
import type { WakeupHandlers } from './wakeups.ts'

/** What a domain does by itself: the events it hears, in the transaction in which they happen, and the wake-ups it keeps. */
export type DomainJobs = { readonly events?: EventHandlers; readonly wakeups?: WakeupHandlers }
