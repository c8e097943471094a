import type { Id, Instant, Money, ProductType, Transitions } from '@loggia/kernel'
import type { Tx } from '../platform/index.ts'
import type { ProductTold } from '../catalog/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'

export type DeliveryState = 'started' | 'accepted' | 'failed'
export type DeliveryAction = 'accept' | 'fail'

/** What is between start and acceptance belongs to the owner of the type, and for a supervised delivery to *supervision*. */
export const deliveryTransitions = {
  started: { accept: 'accepted', fail: 'failed' },
  accepted: {},
  failed: {},
} as const satisfies Transitions<DeliveryState, DeliveryAction>

/** What a paid line of a new order becomes. */
export type Delivery = {
  readonly id: Id<'dlv'>
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
  readonly orderId: Id<'ord'>
  readonly sellerId: Id<'sel'>
  readonly type: ProductType
  readonly state: DeliveryState
  /** The buyer accepts it (R99); otherwise it is accepted as soon as it is delivered. */
  readonly isSupervised: boolean
  /** The time until which it has to be delivered; absent if there is no limit. */
  readonly until?: Instant
  readonly startedAt: Instant
  readonly deliveredAt?: Instant
  readonly acceptedAt?: Instant
  readonly failedAt?: Instant
}

/** What was paid for will not be delivered: the money goes back. */
export type DeliveryFailed = {
  readonly type: 'delivery.failed'
  readonly delivery: Delivery
  /** The reason for which it was ended by people; absent if its time was over. */
  readonly reason?: string
  /** Whether the parties agreed on it or an operator decided an appeal so; absent if an operator ended it. */
  readonly cause?: 'negotiated' | 'appealed'
  /** What goes back, if parties or an operator agreed on a part (R155); otherwise all that was paid. */
  readonly amount?: Money
  /** The seller may have made something whose id is not known. */
  readonly orphanPossible: boolean
  /** Its time was over, but no attempt failed at the seller's server: nobody can hold it against the seller. */
  readonly untried?: true
}
/** What a supervised delivery needs from a server is there: the seller may report it as delivered (R98). */
export type DeliveryOpened = {
  readonly type: 'delivery.opened'
  readonly subscriptionIds: readonly Id<'sub'>[]
}
/** A paid change of what was delivered will not be made, and its time is over: the service stays as it is. */
export type ChangeFailed = {
  readonly type: 'change.failed'
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
}

/**
 * What the owner of a product type does for its deliveries, from the paid line to the end of the service. Each function
 * runs in the transaction of its cause.
 */
export type Fulfiller = {
  /** R245, R255: called when a product is submitted. Throws if it could not be delivered. */
  requireReady(tx: Tx, product: ProductTold<'product.submitted'>): Promise<void>
  /** The time until which a line that is paid then has to be delivered; undefined if there is no limit. */
  decideUntil(paidAt: Instant): Instant | undefined
  /** A line was paid and its delivery was created: starts it. */
  start(tx: Tx, event: SubscriptionEvents['created'], delivery: Delivery): Promise<void>
  /** R112: the end of the service was moved, by a paid line or by a returned one. */
  extend(tx: Tx, event: SubscriptionEvents['extended']): Promise<void>
  /** R119: a change of what is held was paid. */
  change(tx: Tx, event: SubscriptionEvents['changing']): Promise<void>
  /** R114: the grace is over. */
  freeze(tx: Tx, event: SubscriptionEvents['frozen']): Promise<void>
  /** R116: the service was frozen for a violation, or this was lifted. */
  bar(tx: Tx, event: SubscriptionEvents['barred']): Promise<void>
  /** The service is over: released, returned, or never delivered. */
  end(tx: Tx, event: SubscriptionEvents['ended']): Promise<void>
}
/** The owner of each type. */
export type Fulfillers = Readonly<Record<ProductType, Fulfiller>>
/** The part of a domain's jobs for the product types that it owns. */
export type FulfilmentHandlers = { readonly fulfils?: Partial<Fulfillers> }
