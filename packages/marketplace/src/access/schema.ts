import type { Id, Instant, Transitions } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { AddressProbe } from '@loggia/protocol/console'
import type {
  AddressState,
  InterfaceClass,
  ProofFault,
  ProofWay,
} from '@loggia/protocol/console/access/kinds'
import type { Dialect, FamilyName, Protocol } from '../dialects/index.ts'
import type { Setting } from '../platform/index.ts'

export type { AddressState, InterfaceClass }

export type AddressAction = 'approve' | 'reject' | 'add_again'

export const addressTransitions = {
  pending: { approve: 'approved', reject: 'rejected' },
  approved: {},
  rejected: { add_again: 'pending' },
} as const satisfies Transitions<AddressState, AddressAction>

/** Emitted in the transaction in which a seller binds a product; whoever cannot go on with the protocol refuses. */
export type ProductBound = {
  readonly type: 'product.bound'
  readonly productId: Id<'prd'>
  readonly protocol: Protocol
  /** The protocol of the same connection before, if there was one. */
  readonly before?: Protocol
}

/** Emitted in the transaction in which a seller unlinks the joint kit; whoever needs it refuses. */
export type JointUnlinked = { readonly type: 'product.joint_unlinked'; readonly productId: Id<'prd'> }

/** Whether the seller has proved that it controls the host (R259), how, and when it was last tried. */
export type Proof =
  | { readonly state: 'unverified' }
  | { readonly state: 'verified'; readonly way: ProofWay; readonly at: Instant }
  | { readonly state: 'failed'; readonly way: ProofWay; readonly at: Instant; readonly fault: ProofFault }

/** R259: whether a proof approves an address without an operator. */
export const approveVerifiedAddresses: Setting<boolean> = {
  name: 'access.approve_verified_addresses',
  schema: marketSettingsSchema.shape.approveVerifiedAddresses,
}
/** R259: a proof says more than an operator can see, so that nobody has to wait for one. */
export const accessPresets = { approveVerifiedAddresses: true } as const

/** Where a seller's server is called: one address for all scenes of a product (R261). */
export type Address = {
  readonly id: Id<'adr'>
  readonly sellerId: Id<'sel'>
  readonly url: string
  readonly state: AddressState
  readonly reason?: string
  readonly createdAt: Instant
  readonly decidedAt?: Instant
  /** What the seller publishes; it proves this address of this seller only. */
  readonly token: string
  readonly proof: Proof
  /** An operator has rejected it once: a proof does not approve it any more. */
  readonly byHand: boolean
  /** The newest look at its host. */
  readonly probe?: AddressProbe
}

/** A key without its secret; `hint` is the secret's end. It serves one interface class and no other (R255). */
export type Key = {
  readonly id: Id<'key'>
  readonly sellerId: Id<'sel'>
  readonly interfaceClass: InterfaceClass
  readonly hint: string
  readonly createdAt: Instant
  /** What its seller calls it; empty for one that was never named. */
  readonly name: string
  /** The key that takes its place at `endsAt`. */
  readonly replacedBy?: Id<'key'>
  readonly endsAt?: Instant
  /** From then on it signs nothing and cannot be bound. */
  readonly endedAt?: Instant
}

/** The options of a protocol that a seller may choose, and for some protocols has to. */
export type ProtocolOptions = ReturnType<Dialect['options']['parse']>
/** The protocol of a seller's server, with the options that the seller has chosen. */
export type ProtocolChoice = { readonly protocol: Protocol } & ProtocolOptions

/** The channel to find: the seller, the family, and the product that the call is about. */
export type ChannelAsk = {
  readonly sellerId: Id<'sel'>
  readonly family: FamilyName
  readonly productId?: Id<'prd'>
}
/** The channel, and the protocol that is bound; without a protocol nothing is bound. */
export type FoundChannel = { readonly channelId: Id<'chn'>; readonly protocol?: Protocol }

/** The place of a binding: a product in a channel, or the channel as a whole for products without a binding. */
export type BindingPlace = { readonly channelId: Id<'chn'>; readonly productId?: Id<'prd'> }
/** The place of a call: with `lane`, its service may keep an address from before (R261). */
export type CallPlace = BindingPlace & { readonly lane?: string }
/** What is bound at a place. While it is switched off, no new calls are made; calls that exist continue. */
export type Binding = {
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: ProtocolChoice
  readonly switchedOn: boolean
}

/** The services after the row before, up to this one, keep an address. Rows are sorted by `upTo` (R261). */
export type EarlierRange = { readonly upTo: string; readonly addressId: Id<'adr'> }
/** A service that was moved by itself, in one channel. */
export type MovedService = { readonly serviceId: Id<'sub'>; readonly addressId: Id<'adr'> }

/** Where a seller is notified of paid orders, and whether this is switched on (order-notification). */
export type OrderChannel = {
  readonly sellerId: Id<'sel'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly switchedOn: boolean
}

/** The target of a call, whether or not it may be called yet. `keyId` is the key that signs it. */
export type CallTarget = ProtocolChoice & { readonly url: string; readonly keyId: Id<'key'> }
/** All that a call needs; `accessKey` is a secret. */
export type CallAccess = CallTarget & { readonly accessKey: string }
