import type { Handlers } from '../handlers.ts'
import type { Protocol } from '../instance.ts'
import type { Purchases } from '../orders/purchases.ts'
import type { SellerProblem } from '../problems.ts'
import type { SellerStore } from '../stores/store.ts'
import type { Deadline } from '../tasks/deadline.ts'
import type { Once } from '../tasks/once.ts'

/** What every activity works with. */
export type Context = {
  readonly store: SellerStore
  /** Whether the store keeps what `open` gave as the first password. */
  readonly keepsPassword: boolean
  readonly handlers: Handlers
  readonly purchases: Purchases
  readonly once: Once
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  readonly budgetMs: number
  /** A deadline `budgetMs` from now, to be cleared when it is no longer waited for. */
  readonly startDeadline: () => Deadline
  /** Whether account and password are sealed in replies of a protocol. */
  readonly isSealing: (protocol: Protocol) => boolean
}

/** One call under way. */
export type Call = Context & { readonly deadline: Deadline }
