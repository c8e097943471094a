import type { Id, Instant, Language } from '@loggia/kernel'
import type { AgreementKind } from '@loggia/protocol/console/agreements/kinds'
import type { Rights, Role } from './rights.ts'
import type { CurrentSuspension } from './suspensions.ts'

/**
 * Whether a member who signed up has not confirmed the email yet, waits for an operator's confirmation, may sign in, or
 * was refused.
 */
export type MemberState = 'unconfirmed' | 'waiting' | 'active' | 'rejected'

/** A person, with the parties they act for (R1: one account may hold all three roles). */
export type NewMember = {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly language: Language
  readonly buyerId?: Id<'byr'>
  readonly sellerId?: Id<'sel'>
  readonly operator?: boolean
  /** By default the member is the main account of all these parties. */
  readonly rights?: Rights
  /** Set if the member did not choose the password. */
  readonly mustChangePassword?: boolean
}

export type PartyMember = {
  readonly id: Id<'mbr'>
  readonly name: string
  readonly email: string
  /** In total: the member's own grants and those of the roles. */
  readonly rights: Rights
  readonly ownGrants: readonly string[]
  readonly roles: readonly Pick<Role, 'id' | 'name'>[]
  readonly enabled: boolean
  readonly suspension?: CurrentSuspension
  readonly mustChangePassword: boolean
  readonly addedAt: Instant
}

/** A member who may sign in and acts for a party. */
export type Reader = {
  readonly id: Id<'mbr'>
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly rights: Rights
}

/** An account that is there already is to become a member of the buyer. A handler agrees if it is of the buyer’s people. */
export type MemberJoinAsked = {
  readonly type: 'member.join_asked'
  readonly memberId: Id<'mbr'>
  readonly buyerId: Id<'byr'>
  readonly agree: () => void
}

/** A member agrees to texts of the marketplace. */
export type MemberAgreed = {
  readonly type: 'member.agreed'
  readonly memberId: Id<'mbr'>
  readonly kinds: readonly AgreementKind[]
}
