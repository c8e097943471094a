import type { Purchases } from '../orders/purchases.ts'
import type { SellerProblem } from '../problems.ts'
import type { Protocol, ProtocolTraits } from '../protocol.ts'
import type { SellerStore } from '../stores/store.ts'
import type { Deadline } from '../tasks/deadline.ts'
import type { Once } from '../tasks/once.ts'
import type { HandlersByFamily } from './families.ts'
import type { SaasHandlers } from './saas/handlers.ts'

/** What every family works with. */
export type Context = {
  readonly store: SellerStore
  /** Whether the store keeps what `open` gave as the first password. */
  readonly keepsPassword: boolean
  readonly purchases: Purchases
  readonly once: Once
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  readonly budgetMs: number
  /** A deadline `budgetMs` from now, to be cleared when it is no longer waited for. */
  readonly startDeadline: () => Deadline
  /** What a protocol is like; undefined of one that a later version of this kit has noted down. */
  readonly traitsOf: (protocol: Protocol) => ProtocolTraits | undefined
  /** Whether account and password are sealed in replies of a protocol. */
  readonly isSealing: (protocol: Protocol) => boolean
}

/** With the handlers of all families. */
export type FamilyContext = Context & { readonly handlers: HandlersByFamily }

/** One call under way, with the handlers of its family. */
export type Call<Handlers> = Context & { readonly handlers: Handlers; readonly deadline: Deadline }
export type SaasCall = Call<SaasHandlers>
