import type { Id, Instant, Transitions } from '@loggia/kernel'
import type { AddressState, InterfaceClass } from '@loggia/protocol/console/access/kinds'

export type { AddressState, InterfaceClass }

export type AddressAction = 'approve' | 'reject' | 'add_again'

export const addressTransitions = {
  pending: { approve: 'approved', reject: 'rejected' },
  approved: {},
  rejected: { add_again: 'pending' },
} as const satisfies Transitions<AddressState, AddressAction>

/** Where a seller's server is called: one address for all scenes of a product (R261). */
export type Address = {
  readonly id: Id<'adr'>
  readonly sellerId: Id<'sel'>
  readonly url: string
  readonly state: AddressState
  readonly reason?: string
  readonly createdAt: Instant
  readonly decidedAt?: Instant
}

/** R255: a key serves one of these and no other. */

/** A key without its secret; `hint` is the secret's end. */
export type Key = {
  readonly id: Id<'key'>
  readonly sellerId: Id<'sel'>
  readonly interfaceClass: InterfaceClass
  readonly hint: string
  readonly createdAt: Instant
}

/** How the seller's server is spoken to; V1.0 also says with how many bits phone and email are sealed (saas-v1 §5). */
export type Speech =
  | ({ readonly protocol: 'saas-v2'; readonly keyBits?: undefined } & Wording)
  | { readonly protocol: 'saas-v1'; readonly keyBits: 128 | 256 }

/** saas-v2 §11, 6 and 7: what the editions of V2.0 say differently, as a product's seller wants it; absent is as we do unless told. */
export type Wording = {
  /** `expireTime` without milliseconds: 14 digits in place of 17. */
  readonly expireDigits?: 14
  /** A cancelled renewal is told by the order of the renewal, in place of that of the cancellation. */
  readonly cancellationOrder?: 'renewal'
}

/** What a product uses. */
export type Binding = {
  readonly productId: Id<'prd'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: Speech
}

/** Where a seller is told of each paid order, and whether (order-notification). */
export type OrderChannel = {
  readonly sellerId: Id<'sel'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly switchedOn: boolean
}

/** All that a call needs; `accessKey` is a secret, `keyId` says which it is. */
export type CallAccess = {
  readonly url: string
  readonly keyId: Id<'key'>
  readonly accessKey: string
  readonly keyBits?: 128 | 256
} & Wording
/** The same, of a product. */
export type ProductAccess = CallAccess & {
  readonly productId: Id<'prd'>
  readonly protocol: Speech['protocol']
}
/** What a product is bound to, whether or not it may be called there yet. */
export type ProductBound = Omit<ProductAccess, 'accessKey'>

export type AddressDecided = {
  readonly type: 'address.decided'
  readonly addressId: Id<'adr'>
  readonly sellerId: Id<'sel'>
  readonly url: string
  readonly approved: boolean
  readonly reason?: string
}
