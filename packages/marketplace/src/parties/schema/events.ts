import type { LetterAsked } from './links.ts'
import type { MemberAgreed, MemberJoinAsked } from './members.ts'
import type { OrganisationApplied, OrganisationClosed } from './organisation-changes.ts'
import type { BuyerAdded } from './organisations.ts'
import type { SellerApplicationClosed, SellerApplied } from './seller-applications.ts'
import type { MemberSigningIn } from './sessions.ts'
import type { SignUpDropped } from './sign-ups.ts'
import type { SellerReinstated, SellerSuspended } from './suspensions.ts'

type PartyEvent =
  | SellerSuspended
  | SellerReinstated
  | MemberAgreed
  | MemberSigningIn
  | MemberJoinAsked
  | BuyerAdded
  | SignUpDropped
  | SellerApplied
  | SellerApplicationClosed
  | OrganisationApplied
  | OrganisationClosed
  | LetterAsked

/** The event of parties with this type. */
export type PartyTold<T extends PartyEvent['type']> = Extract<PartyEvent, { type: T }>
