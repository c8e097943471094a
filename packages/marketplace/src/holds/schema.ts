import type { Id, Instant } from '@loggia/kernel'
import type { ToDoKind } from '@loggia/protocol/console'

/** Something that waits for an operator since `askedAt`. */
export type Waiting = { readonly kind: ToDoKind; readonly id: string; readonly askedAt: Instant }
export type Hold = {
  readonly id: Id<'hld'>
  readonly memberId: Id<'mbr'>
  readonly takenAt: Instant
  /** The other operator who handed it over; absent if the holder took it up. */
  readonly handedBy?: Id<'mbr'>
}

/** Who acts, and what about: `fit` has the names of all operators who may decide it. */
export type HoldAsk = {
  readonly waiting: Waiting
  readonly fit: ReadonlyMap<Id<'mbr'>, string>
  /** Whether the actor is the operators' owner, who may pass on what another operator holds. */
  readonly isOwner: boolean
}
