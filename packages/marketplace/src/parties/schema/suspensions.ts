import type { Id, Instant } from '@loggia/kernel'
import type { SuspensionState } from '@loggia/protocol/console'
import type { PartyOf } from './rights.ts'

/** Why and how long, as the party or the member concerned reads it. */
export type CurrentSuspension = {
  readonly reason: string
  readonly since: Instant
  readonly until?: Instant
}

/** What is suspended: an organisation, or a member of a party. */
export type SuspensionOf = { readonly party: PartyOf; readonly memberId?: Id<'mbr'> }

type Person = { readonly id: Id<'mbr'>; readonly name: string }

export type Suspension = {
  readonly id: Id<'sus'>
  readonly state: SuspensionState
  readonly of: SuspensionOf
  readonly reason: string
  readonly until?: Instant
  readonly proposedBy: Person
  readonly proposedAt: Instant
  readonly decidedBy?: Person
  readonly decidedAt?: Instant
  readonly endedBy?: Person
  readonly endedAt?: Instant
  readonly endReason?: string
}

export type SuspensionAsk = { readonly reason: string; readonly until?: Instant | undefined }

/** The products of a suspended seller go off sale; afterwards they return. */
export type SellerSuspended = { readonly type: 'seller.suspended'; readonly sellerId: Id<'sel'> }

export type SellerReinstated = { readonly type: 'seller.reinstated'; readonly sellerId: Id<'sel'> }
