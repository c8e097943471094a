import type { Period } from '@loggia/protocol/console/catalog/kinds'
import type { Id, Instant, ProductType, SalesMode } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import type { NewLine, Offer, OfferedSupervision } from '../orders/index.ts'
import type { RenewalPeriod, ServiceState, TermState } from '@loggia/protocol/console/subscriptions/kinds'
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

/** What a subscription or term holds: the sku, the price item and the quantity. */
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

/** The continuing right that an order line creates. It holds what applies now; its terms say what was paid for. */
export type Subscription = Holding & {
  readonly id: Id<'sub'>
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  /** The order line with the names, codes and attributes of what it holds now. */
  readonly presentLineId: Id<'orl'>
  readonly state: SubscriptionState
  readonly createdAt: Instant
  /** The start of the first term and the end of the last one, half-open; set when it opens (R74). */
  readonly startsAt?: Instant
  readonly endsAt?: Instant
  /** Terms end on this day of the month, or on the last day of a shorter month. */
  readonly anchorDay?: number
  /** R130: the five days begin at this instant: the opening, or the conversion of a trial. */
  readonly openedAt?: Instant
  /** R113: set when it expires, by the level that the buyer has then. */
  readonly graceUntil?: Instant
  readonly retentionUntil?: Instant
  /** Everything that was due until this instant has happened. */
  readonly lookedAt?: Instant
  /** R110 */
  readonly renewsItself: boolean
  readonly renewalDaysBefore: number
  /** Absent if there is no limit. */
  readonly renewalsLeft?: number
  /** By which period it renews; absent until it was chosen. */
  readonly renewalPeriod?: RenewalPeriod
  /** Another period took the place of the chosen one; it is not charged before. */
  readonly renewalNotBefore?: Instant
  readonly renewalFailure?: RenewalFailure
  /** A change that is paid and that the seller has not confirmed. */
  readonly changing?: {
    readonly lineId: Id<'orl'>
    readonly until: Instant
    readonly carried: CarriedAfter
  }
  /** R116: frozen for a violation, in any state; its time runs on. */
  readonly barred?: { readonly at: Instant; readonly reason: string }
  readonly closedAt?: Instant
}

/**
 * R121: what was paid for the days of a term from an instant to its end, in 10⁻⁸ of the currency's main unit, each day
 * an equal part; and the period by whose price these days were last valued.
 */
export type Carried = {
  readonly amountE8: bigint
  readonly since: Instant
  readonly pricedBy: Holding['period']
}
/** What a term carries after a change. */
export type CarriedOfTerm = {
  readonly termId: Id<'trm'>
  readonly amountE8: bigint
  readonly pricedBy: Carried['pricedBy']
}
/** What all terms carry after a change, as computed at that instant. */
export type CarriedAfter = { readonly since: Instant; readonly terms: readonly CarriedOfTerm[] }
/** The same as JSON, stored with a quote and with a pending change; `amountE8` is a decimal string. */
export type StoredCarried = {
  readonly since: string
  readonly terms: readonly (Omit<CarriedOfTerm, 'amountE8'> & { readonly amountE8: string })[]
}

/** The time that one order line paid for, half-open. A one-time purchase has no end. */
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
  /** Its delivery is supervised, and accepted by the buyer (R97–R107). */
  readonly supervision?: OfferedSupervision
  readonly subscription: Subscription
  /** The published numbers of the order line that it was bought with. */
  readonly orderNumber: string
  readonly lineNumber: string
  readonly paidAt: Instant
}
/** The end was moved, and the seller has to be told. The numbers are those of the order that moved it. */
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
  /** The new code, if it differs from the one before (R16). */
  readonly productCode?: string
  /** It was frozen: the seller has to be told that it may be used again. */
  readonly unfreeze: boolean
}
/** A change was paid. The seller is called for it until that time. */
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
 * R116: an operator froze a service for a violation, or lifted this. Buyer and seller are notified. `tellsSeller`:
 * whether the seller has to be called; not while the service is frozen after its grace anyway.
 */
export type SubscriptionBarred = {
  readonly type: 'subscription.barred' | 'subscription.unbarred'
  readonly subscriptionId: Id<'sub'>
  readonly tellsSeller: boolean
}
/** `refundOrder` is present if a refund is the cause: the release names its numbers. */
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

/** What is priced for one service; a change has no periods of its own. */
export type AskedLine = {
  readonly subscriptionId: Id<'sub'>
  readonly priceItemId: Id<'pri'>
  readonly quantity: number
  readonly periodCount?: number | undefined
  /** In ten-thousandths of the price; absent if there is none. A buyer cannot set it. */
  readonly discountE4?: number | undefined
}
/** The state of a service when it was priced. If it differs when the quote is paid, the quote is not valid any more. */
export type Basis = {
  readonly presentLineId: Id<'orl'>
  readonly endsAt?: Instant
  readonly terms: number
}
/** A priced line: what the order will hold, the basis of the price, and what the buyer was shown. */
export type PricedLine = {
  readonly line: NewLine
  readonly basis: Basis
  readonly shown: ShownLine
  /** For a change. */
  readonly carried?: StoredCarried
}
