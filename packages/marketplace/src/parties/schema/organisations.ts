import type { Id, Instant } from '@loggia/kernel'
import type { SellerData } from '@loggia/protocol/console'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { NewMember } from './members.ts'

export type Text = { readonly zh: string; readonly en: string }

/** An organisation that buys. */
export type Buyer = { readonly id: Id<'byr'>; readonly name: Text; readonly createdAt: Instant }

/** An organisation that sells; `logo` is a path on this server. */
export type Seller = {
  readonly id: Id<'sel'>
  readonly name: Text
  readonly logo?: string
  readonly createdAt: Instant
}

/** An organisation with its first member. */
export type NewOrganisation = {
  readonly name: { readonly zh: string; readonly en: string }
  /** Without a password the member gets an initial one. */
  readonly member: Pick<NewMember, 'email' | 'name' | 'language'> & { readonly password?: string | undefined }
}

export type BuyerAdded = { readonly type: 'buyer.added'; readonly buyerId: Id<'byr'> }

/** The data of a buyer for the seller who fulfils the order. */
export type Customer = {
  /** A pseudonym of the buyer, 32 hexadecimal digits, the same in every order. */
  readonly id: string
  readonly name: Text
  readonly kind: OrganisationKind
  readonly isVerified: boolean
  readonly contact?: { readonly name: string; readonly email: string; readonly phone: string }
  /** The member who ordered; `id` is a pseudonym, the same in every order. */
  readonly member?: { readonly id: string; readonly name: string; readonly email: string }
}

export type NewBuyer = { readonly nameZh: string; readonly nameEn: string }

export type NewSeller = NewBuyer & { readonly logo?: string; readonly profile?: SellerData }
