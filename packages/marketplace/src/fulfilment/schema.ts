import type { Id, Instant, ProductType, Transitions } from '@loggia/kernel'
import type { Tx } from '../platform/index.ts'
import type { ProductTold } from '../catalog/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'

export type DeliveryState = 'started' | 'delivered' | 'accepted' | 'failed'
export type DeliveryAction = 'deliver' | 'accept' | 'reject' | 'fail'

/** Delivered is not accepted: what needs no acceptance is both at once. What the buyer rejects is the seller's to do again (R99). */
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
  /** Until when it is to be delivered; absent is without limit. */
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
  /** An operator gave the money back, for this reason; absent where the time was over. */
  readonly reason?: string
  /** Something that nobody can name may stand at the seller all the same. */
  readonly orphanPossible: boolean
}
/** A paid change of what was delivered will not be made, and its time is over: the service stays as it is. */
export type ChangeFailed = {
  readonly type: 'change.failed'
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
}

/**
 * What the owner of a product type does for its deliveries: all that a paid line and the life of what it became ask of it. Each runs
 * in the transaction in which the cause happens.
 */
export type Fulfiller = {
  /** Whether what is delivered is accepted with that, or by its buyer (R98, R99). */
  readonly acceptance: 'at_once' | 'by_buyer'
  /** R245, R255: hears of a submission and refuses, by throwing, a product that could not be delivered. */
  requireReady(tx: Tx, product: ProductTold<'product.submitted'>): Promise<void>
  /** Until when a line that is paid then is to be delivered; undefined is without limit. */
  decideUntil(paidAt: Instant): Instant | undefined
  /** A line was paid: its delivery is there, and begins. */
  start(tx: Tx, event: SubscriptionEvents['created'], delivery: Delivery): Promise<void>
  /** R112: a paid line moved the end, or one was returned. */
  extend(tx: Tx, event: SubscriptionEvents['extended']): Promise<void>
  /** R119: a change of what is held was paid. */
  change(tx: Tx, event: SubscriptionEvents['changing']): Promise<void>
  /** R114: the grace is over. */
  freeze(tx: Tx, event: SubscriptionEvents['frozen']): Promise<void>
  /** R116: frozen for a violation, or that is lifted. */
  bar(tx: Tx, event: SubscriptionEvents['barred']): Promise<void>
  /** It is over: released, returned, or never delivered. */
  end(tx: Tx, event: SubscriptionEvents['ended']): Promise<void>
}
/** The owner of each type. */
export type Fulfillers = Readonly<Record<ProductType, Fulfiller>>
/** What a domain says of the types that it owns, beside its jobs. */
export type FulfilmentHandlers = { readonly fulfils?: Partial<Fulfillers> }
