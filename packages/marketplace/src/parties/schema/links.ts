import type { Id, Instant, Language } from '@loggia/kernel'
import type { Letter } from '@loggia/protocol/console'
import type { MemberState } from './members.ts'
import type { Text } from './organisations.ts'

/** What a link that was sent by email is for. */
export type LinkPurpose = 'reset' | 'confirmation' | 'email' | 'invitation'

/** A link that can be used, with the account that it is for; `email` is the new address of a change. */
export type AccountLink = {
  readonly id: Id<'lnk'>
  readonly purpose: LinkPurpose
  readonly member: {
    readonly id: Id<'mbr'>
    readonly email: string
    readonly name: string
    readonly state: MemberState
    readonly language: Language
  }
  readonly email?: string
}

/** A letter is to be sent to this address, or to the account with this email. `language` is used if there is none. */
export type LetterAsked = {
  readonly type: 'letter.asked'
  readonly letter: Letter
  readonly address: string
  readonly language: Language
  readonly memberId?: Id<'mbr'>
  readonly data?: Readonly<Record<string, unknown>>
}

/** A request of an operator to give a member a new password. */
export type OwnerReset = {
  readonly id: Id<'prr'>
  readonly state: 'proposed' | 'confirmed' | 'withdrawn' | 'rejected'
  readonly member: { readonly id: Id<'mbr'>; readonly name: string; readonly email: string }
  /** The buyer and the seller that the member acts for. */
  readonly parties: readonly {
    readonly kind: 'buyer' | 'seller'
    readonly id: Id<'byr'> | Id<'sel'>
    readonly name: Text
  }[]
  readonly reason: string
  readonly proposedBy: { readonly id: Id<'mbr'>; readonly name: string }
  readonly proposedAt: Instant
  readonly decidedBy?: { readonly id: Id<'mbr'>; readonly name: string }
  readonly decidedAt?: Instant
}
