import type { Period } from '@loggia/protocol/console/catalog/kinds'
import type { Id, Instant, ProductType, SalesMode } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import type { NewLine, Offer } from '../orders/index.ts'
import type { ServiceState, TermState } from '@loggia/protocol/console/subscriptions/kinds'
import type { QuoteKind } from '@loggia/protocol/console/quotes/kinds'

export type { TermState }
export type { QuoteKind }

/** commerce.md §6.2; *cancelled* is returned, or never opened. */
export type SubscriptionState = ServiceState
/** What can happen to a subscription. */
export type SubscriptionEvent =
  | 'open'
  | 'fail'
  | 'extend'
  | 'change'
  | 'return_renewal'
  | 'return'
  | 'bar'
  | 'unbar'
  | 'expire'
  | 'freeze'
  | 'release'

/** How much of what holds: the sku, its price item and the quantity. */
export type Holding = {
  readonly skuId: Id<'sku'>
  readonly priceItemId: Id<'pri'>
  readonly quantity: number
  readonly period: Period
  readonly periodCount: number
  /** Of a trial, which runs for days instead of periods (R27). */
  readonly trialDays?: number
}

/** Why it could not renew itself (R110). */
export type RenewalFailure = {
  readonly at: Instant
  readonly code: string
  readonly sentence: Offer['productName']
}

/** The continuing right that an order line creates. What it holds is what is in force now; its terms say what was paid for. */
export type Subscription = Holding & {
  readonly id: Id<'sub'>
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  /** The line that says what holds now: names, codes, attributes. */
  readonly presentLineId: Id<'orl'>
  readonly state: SubscriptionState
  readonly createdAt: Instant
  /** The beginning of the first term and the end of the last one: half-open, set when it opens (R74). */
  readonly startsAt?: Instant
  readonly endsAt?: Instant
  /** Ends fall on this day of the month, or on the last one of a shorter month. */
  readonly anchorDay?: number
  /** R130: the five days begin here: at the opening, or when a trial became a paid term. */
  readonly openedAt?: Instant
  /** R113: set when it expires, by the level that the buyer has then. */
  readonly graceUntil?: Instant
  readonly retentionUntil?: Instant
  /** What was due until here has happened. */
  readonly lookedAt?: Instant
  /** R110 */
  readonly renewsItself: boolean
  readonly renewalDaysBefore: number
  /** Absent is without limit. */
  readonly renewalsLeft?: number
  readonly renewalFailure?: RenewalFailure
  /** A change that is paid and that the seller has not confirmed. */
  readonly changing?: {
    readonly lineId: Id<'orl'>
    readonly until: Instant
    readonly carried: CarriedAfter
  }
  /** R116: frozen for a violation, whatever its state is; its time runs on. */
  readonly barred?: { readonly at: Instant; readonly reason: string }
  readonly closedAt?: Instant
}

/**
 * R121: what was paid for the days of a term from an instant to its end, in 10⁻⁸ of the currency's main unit, each day an equal
 * part; and by which period's price these days were counted last.
 */
export type Carried = {
  readonly amountE8: bigint
  readonly since: Instant
  readonly pricedBy: Holding['period']
}
/** What a term carries once a change holds. */
export type CarriedOfTerm = {
  readonly termId: Id<'trm'>
  readonly amountE8: bigint
  readonly pricedBy: Carried['pricedBy']
}
/** What all terms carry once a change holds, as it was counted at that instant. */
export type CarriedAfter = { readonly since: Instant; readonly terms: readonly CarriedOfTerm[] }
/** The same as JSON holds it beside a quote and a change that waits: `amountE8` is a decimal string. */
export type StoredCarried = {
  readonly since: string
  readonly terms: readonly (Omit<CarriedOfTerm, 'amountE8'> & { readonly amountE8: string })[]
}

/** A stretch that one order line paid for, half-open. What was bought once has no end. */
export type Term = Holding & {
  readonly id: Id<'trm'>
  readonly subscriptionId: Id<'sub'>
  readonly orderLineId: Id<'orl'>
  /** Counts from 1. */
  readonly position: number
  readonly startsAt: Instant
  readonly endsAt?: Instant
  readonly carried: Carried
  readonly refundedAt?: Instant
}

export type SubscriptionCreated = {
  readonly type: 'subscription.created'
  readonly productType: ProductType
  readonly salesMode: SalesMode
  readonly subscription: Subscription
  /** The published numbers of what it was bought with. */
  readonly orderNumber: string
  readonly lineNumber: string
  readonly paidAt: Instant
}
/** The seller is to be told of another end; the numbers are those of the order that is the cause. */
export type SubscriptionExtended = {
  readonly type: 'subscription.extended'
  readonly subscriptionId: Id<'sub'>
  readonly scene: 'renewal' | 'trial_to_formal' | 'renewal_change' | 'renewal_cancelled'
  readonly orderId: Id<'ord'>
  readonly orderNumber: string
  readonly lineNumber: string
  /** The renewal that a cancellation takes back. */
  readonly cancelled?: { readonly orderNumber: string; readonly lineNumber: string }
  readonly endsAt: Instant
  /** Where it is another one than before (R16). */
  readonly productCode?: string
  /** It was frozen: the seller is told that it may be used again. */
  readonly unfreeze: boolean
}
/** A change was paid: the seller is to be told, until then. */
export type SubscriptionChanging = {
  readonly type: 'subscription.changing'
  readonly subscriptionId: Id<'sub'>
  readonly orderId: Id<'ord'>
  readonly orderNumber: string
  readonly lineNumber: string
  readonly until: Instant
}
export type SubscriptionFrozen = { readonly type: 'subscription.frozen'; readonly subscriptionId: Id<'sub'> }
/**
 * R116: an operator froze a service for a violation, or lifted that: buyer and seller are told. `tellsSeller`: whether that
 * changes what the seller was asked to do, which it does not while the service lies frozen after its grace.
 */
export type SubscriptionBarred = {
  readonly type: 'subscription.barred' | 'subscription.unbarred'
  readonly subscriptionId: Id<'sub'>
  readonly tellsSeller: boolean
}
/** `refundOrder` is there when a refund is the cause: its numbers go out with the release. */
export type SubscriptionEnded = {
  readonly type: 'subscription.ended'
  readonly subscriptionId: Id<'sub'>
  readonly refundOrder?: { readonly id: Id<'ord'>; readonly number: string; readonly lineNumber: string }
}
/** What it tells the domains below it. */
export type SubscriptionEvents = {
  readonly created: SubscriptionCreated
  readonly extended: SubscriptionExtended
  readonly changing: SubscriptionChanging
  readonly frozen: SubscriptionFrozen
  readonly barred: SubscriptionBarred
  readonly ended: SubscriptionEnded
}

/** What is to be priced for one service; a change has no periods of its own. */
export type AskedLine = {
  readonly subscriptionId: Id<'sub'>
  readonly priceItemId: Id<'pri'>
  readonly quantity: number
  readonly periodCount?: number | undefined
  /** In ten-thousandths of the price; absent where there is none. Nothing that a buyer asks for. */
  readonly discountE4?: number | undefined
}
/** How a service stood when it was priced: if it stands otherwise when it is paid, what was shown would not be true. */
export type Basis = {
  readonly presentLineId: Id<'orl'>
  readonly endsAt?: Instant
  readonly terms: number
}
/** A line that was priced: what the order will hold, what it was priced from, and what the buyer was shown. */
export type PricedLine = {
  readonly line: NewLine
  readonly basis: Basis
  readonly shown: ShownLine
  /** Of a change. */
  readonly carried?: StoredCarried
}
