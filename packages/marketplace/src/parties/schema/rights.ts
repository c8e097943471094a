import type { Id } from '@loggia/kernel'

/** The rights of a member in one party: the main account may do everything, others what they were granted (R2, R3). */
export type Rights = { readonly main: boolean; readonly grants: readonly string[] }

export type PartyRights = {
  readonly buyer?: Rights
  readonly seller?: Rights
  readonly operator?: Rights
}

/** A party that has members; all operators together are one party. */
export type PartyOf =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }

/** The rights that a member is given: as the owner, or by grants and roles. */
export type GivenRights = Rights & { readonly roles?: readonly Id<'rol'>[] }

/** A group of rights with a name of the party's own (R2). */
export type Role = {
  readonly id: Id<'rol'>
  readonly name: string
  readonly grants: readonly string[]
  readonly members: number
}
