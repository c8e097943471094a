import type { Id, Instant, Language } from '@loggia/kernel'
import type { MemberActor } from '../platform/index.ts'

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
/** An organisation with the member who acts for it first. */
export type NewOrganisation = {
  readonly name: { readonly zh: string; readonly en: string }
  readonly member: Pick<NewMember, 'email' | 'name' | 'password' | 'language'>
}
export type BuyerAdded = { readonly type: 'buyer.added'; readonly buyerId: Id<'byr'> }

export type NewBuyer = { readonly nameZh: string; readonly nameEn: string }
export type NewSeller = NewBuyer & { readonly logo?: string }

/** A person, with the parties they act for (R1: one account may hold all three roles). */
export type NewMember = {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly language: Language
  readonly buyerId?: Id<'byr'>
  readonly sellerId?: Id<'sel'>
  readonly operator?: boolean
}

/** Who is signed in: what an actor may do, and what a page shows of them. */
export type SignedIn = {
  readonly actor: MemberActor
  readonly member: {
    readonly id: Id<'mbr'>
    readonly name: string
    readonly email: string
    readonly language: Language
  }
  readonly buyer?: Pick<Buyer, 'id' | 'name'>
  readonly seller?: Pick<Seller, 'id' | 'name'>
  /** Goes into the `x-loggia-csrf` header of every change; worthless without the session's cookie. */
  readonly csrfToken: string
}

export type SignIn = {
  readonly email: string
  readonly password: string
  readonly userAgent: string
  readonly ip: string
}
