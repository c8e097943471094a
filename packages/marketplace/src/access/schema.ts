import type { Id, Instant, Transitions } from '@loggia/kernel'
import type { AddressState, InterfaceClass } from '@loggia/protocol/console/access/kinds'
import type { Dialect, FamilyName, Protocol } from '../dialects/index.ts'

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

/** A key without its secret; `hint` is the secret's end. It serves one interface class and no other (R255). */
export type Key = {
  readonly id: Id<'key'>
  readonly sellerId: Id<'sel'>
  readonly interfaceClass: InterfaceClass
  readonly hint: string
  readonly createdAt: Instant
}

/** What a seller may choose of a protocol, and of some must. */
export type ProtocolOptions = ReturnType<Dialect['options']['parse']>
/** How a seller's server is spoken to: the protocol, and what of it they have chosen. */
export type ProtocolChoice = { readonly protocol: Protocol } & ProtocolOptions

/** Who is called through the door of which family, and about which of their products. */
export type ChannelAsk = {
  readonly sellerId: Id<'sel'>
  readonly family: FamilyName
  readonly productId?: Id<'prd'>
}
/** The door that leads there, and in which protocol; without one it is not bound. */
export type FoundChannel = { readonly channelId: Id<'chn'>; readonly protocol?: Protocol }

/** Where something is bound, and what a call goes through: a product's own door, or the channel's for whatever has none. */
export type BindingPlace = { readonly channelId: Id<'chn'>; readonly productId?: Id<'prd'> }
/** What is bound there. Off, whoever would call through it makes no new call; what is under way goes on. */
export type Binding = {
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: ProtocolChoice
  readonly switchedOn: boolean
}

/** Where a seller is told of each paid order, and whether (order-notification). */
export type OrderChannel = {
  readonly sellerId: Id<'sel'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly switchedOn: boolean
}

/** What a call goes by, whether or not it may be made yet; `keyId` says which key it is signed with. */
export type CallTarget = ProtocolChoice & { readonly url: string; readonly keyId: Id<'key'> }
/** All that a call needs; `accessKey` is a secret. */
export type CallAccess = CallTarget & { readonly accessKey: string }

export type AddressDecided = {
  readonly type: 'address.decided'
  readonly addressId: Id<'adr'>
  readonly sellerId: Id<'sel'>
  readonly url: string
  readonly approved: boolean
  readonly reason?: string
}
