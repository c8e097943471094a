import type { Id, Instant, ProductType, Transitions } from '@loggia/kernel'
import type { Tx } from '../platform/index.ts'
import type { ProductTold } from '../catalog/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'

export type DeliveryState = 'started' | 'delivered' | 'accepted' | 'failed'
export type DeliveryAction = 'deliver' | 'accept' | 'reject' | 'fail'

/**
 * *Delivered* is not *accepted*. What needs no acceptance becomes both at once. After a rejection the seller has to
 * deliver again (R99).
 */
export const deliveryTransitions = {
  started: { deliver: 'delivered', fail: 'failed' },
  delivered: { accept: 'accepted', reject: 'started', fail: 'failed' },
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
  /** The time until which it has to be delivered; absent if there is no limit. */
  readonly until?: Instant
  readonly startedAt: Instant
  readonly deliveredAt?: Instant
  readonly acceptedAt?: Instant
  readonly failedAt?: Instant
  /** R98: when it began to be used, as the seller says. */
  readonly begunAt?: Instant
  /** What the seller writes about what was delivered. */
  readonly note?: string
  /** R99: why the buyer rejected it last. */
  readonly rejection?: string
}

/** What was paid for will not be delivered: the money goes back. */
export type DeliveryFailed = {
  readonly type: 'delivery.failed'
  readonly delivery: Delivery
  /** The reason for which an operator refunded it; absent if its time was over. */
  readonly reason?: string
  /** The seller may have made something whose id is not known. */
  readonly orphanPossible: boolean
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
  /** Whether a delivery is accepted at once, or by the buyer (R98, R99). */
  readonly acceptance: 'at_once' | 'by_buyer'
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
