import type { Purchases } from '../orders/purchases.ts'
import type { SellerProblem } from '../problems.ts'
import type { Protocol, ProtocolTraits } from '../protocol.ts'
import type { SellerStore } from '../stores/store.ts'
import type { Deadline } from '../tasks/deadline.ts'
import type { Once } from '../tasks/once.ts'
import type { HandlersByFamily } from './families.ts'
import type { InstanceHandlers } from './instances/handlers.ts'
import type { LicenseUploads } from './licenses/uploads.ts'
import type { SaasHandlers } from './saas/handlers.ts'

/** What the handlers' families share. */
export type Context = {
  readonly store: SellerStore
  /** Whether the store keeps the first password that `open` returned. */
  readonly keepsPassword: boolean
  readonly purchases: Purchases
  readonly once: Once
  /** Decrypts the secret of an app with the seller's private key; undefined if it cannot. */
  readonly openSecret: (sealed: string) => string | undefined
  /** Sends licenses that were made for a device. */
  readonly uploads: LicenseUploads
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  /** Starts the deadline of a call. Clear it when nothing waits for it any more. */
  readonly startDeadline: () => Deadline
  /** The same for protocols whose calls are to be answered sooner. */
  readonly startSoon: () => Deadline
  /**
   * The traits of a protocol; undefined if the store has an instance of a protocol that only a later version of this
   * package knows.
   */
  readonly traitsOf: (protocol: Protocol) => ProtocolTraits | undefined
  /** Whether account and password are sealed in replies of this protocol. */
  readonly isSealing: (protocol: Protocol) => boolean
}

/** The context with the handlers of all families. */
export type FamilyContext = Context & { readonly handlers: HandlersByFamily }

/** The context of one call, with the handlers of its family. */
export type Call<Handlers> = Context & { readonly handlers: Handlers; readonly deadline: Deadline }
export type SaasCall = Call<SaasHandlers>
export type InstanceCall = Call<InstanceHandlers>
