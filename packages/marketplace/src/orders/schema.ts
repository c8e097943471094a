import type { Currency, Id, Instant, Money, PriceBand, PricingModel, UnitPrice } from '@loggia/kernel'

/** commerce.md §4.1. */
export type OrderState = 'pending_payment' | 'processing' | 'completed' | 'cancelled' | 'refunded'
export type OrderKind = 'new' | 'refund'
export type OrderLineState = 'open' | 'completed' | 'cancelled' | 'refunded'
export type Text = { readonly zh: string; readonly en: string }

/** What was offered and taken, frozen at submission: later changes of the catalogue do not reach it (R54). */
export type Offer = {
  readonly productName: Text
  readonly logo?: string
  readonly specification: Text
  /** The unit of the quantity attribute, such as 席 / seat. */
  readonly unit?: Text
  readonly skuCode: string
  /** The price item's code: the wire's `productId`. */
  readonly productCode: string
  /** Of the first band, where the quantity is priced by bands. */
  readonly unitPrice: UnitPrice
  readonly pricing?: PricingModel
  readonly bands?: readonly PriceBand[]
  /** The value of each attribute of the product (R20). */
  readonly attributes?: readonly { readonly name: Text; readonly value: Text }[]
  readonly period: 'month' | 'year' | 'one_time'
  readonly periodCount: number
  /** Of a trial: it runs for so many days and costs nothing (R27). */
  readonly trialDays?: number
  /** What the buyer consented to be passed on, and nothing else may be (R47, R66). */
  readonly buyerData?: readonly ('phone' | 'email' | 'user_name')[]
  /** The versions of what the buyer agreed to (R65). */
  readonly agreements?: { readonly market: number; readonly service?: number }
}

export type OrderLine = {
  readonly id: Id<'orl'>
  readonly orderId: Id<'ord'>
  readonly number: string
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly skuId: Id<'sku'>
  readonly priceItemId: Id<'pri'>
  readonly offer: Offer
  readonly quantity: number
  readonly amount: Money
  readonly state: OrderLineState
}

export type Order = {
  readonly id: Id<'ord'>
  readonly number: string
  readonly kind: OrderKind
  readonly buyerId: Id<'byr'>
  /** Absent when the market made it. */
  readonly memberId?: Id<'mbr'>
  readonly state: OrderState
  readonly total: Money
  readonly createdAt: Instant
  readonly payBy?: Instant
  readonly paidAt?: Instant
  readonly closedAt?: Instant
  readonly refundsOrderId?: Id<'ord'>
  readonly lines: readonly OrderLine[]
}

/** A submission as asked: what, how much, for how long, and the total that was shown. */
export type Submission = {
  readonly lines: readonly {
    readonly priceItemId: Id<'pri'>
    readonly quantity: number
    readonly periodCount: number
    readonly trial?: boolean | undefined
  }[]
  readonly expectedTotal: Money
  readonly agreed: boolean
  /** Whether what the products ask of the buyer may be passed on (R66). */
  readonly dataConsent?: boolean | undefined
}

export type OrderPaid = {
  readonly type: 'order.paid'
  readonly orderId: Id<'ord'>
  readonly buyerId: Id<'byr'>
  readonly currency: Currency
  readonly paidAt: Instant
  readonly lines: readonly OrderLine[]
}
