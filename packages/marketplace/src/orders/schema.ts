import type { Period } from '@loggia/protocol/console/catalog/kinds'
import type {
  Currency,
  Id,
  Instant,
  Money,
  PriceBand,
  PricingModel,
  ProductType,
  SalesMode,
  UnitPrice,
} from '@loggia/kernel'
import type { OrderKind, OrderLineState, OrderState } from '@loggia/protocol/console/orders/kinds'

export type { OrderKind, OrderLineState, OrderState }

/** commerce.md §4.1. */
/** A trial is a new order; *conversion* makes it a paid term (R118), *change* is an upgrade or a scale-out during validity (R119). */
export type Text = { readonly zh: string; readonly en: string }

/** What somebody has: which specification with which values, and how much of it. */
export type Composition = {
  readonly specification: Text
  readonly attributes?: readonly { readonly name: Text; readonly value: Text }[]
  readonly quantity: number
}

/** What was offered and taken, frozen at submission: later changes of the catalogue do not reach it (R54). */
export type Offer = {
  /** R12: how the line is delivered. */
  readonly type: ProductType
  /** R10 */
  readonly salesMode: SalesMode
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
  readonly period: Period
  readonly periodCount: number
  /** R121: the part of the price that was taken, in ten-thousandths; absent where it was all of it. */
  readonly discountE4?: number
  /** Of a trial: it runs for so many days and costs nothing (R27). */
  readonly trialDays?: number
  /** R130: it was sold with the promise that it may be returned within five days. */
  readonly fiveDayRefund?: boolean
  /** What the buyer consented to be passed on, and nothing else may be (R47, R66). */
  readonly buyerData?: readonly ('phone' | 'email' | 'user_name')[]
  /** What a renewal or a change replaces, where it is another. */
  readonly before?: Composition
  /** The versions of what the buyer agreed to (R65). */
  readonly agreements?: { readonly market: number; readonly service?: number }
}

/** What a buyer gave for what the product asked, with how it was asked at that moment (R47a). */
export type Given = {
  /** What it is called on the wire. */
  readonly name: string
  readonly label: Text
  readonly value: string
  /** How the value read to the buyer, where it was one of several. */
  readonly reads?: Text
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
  /** What of the amount went back; a line that is refunded may keep what a change has moved to other days (R121). */
  readonly returned: Money
  readonly state: OrderLineState
  /** What it renews, converts, changes or returns; absent on a new order, whose subscription names the line. */
  readonly subscriptionId?: Id<'sub'>
  /** On a refund order: the line whose money it returns. */
  readonly returnsLineId?: Id<'orl'>
}
/** Money of a line that goes back; `closes`: what was bought with it has ended. */
export type Returning = {
  readonly lineId: Id<'orl'>
  readonly amount: Money
  readonly closes: boolean
}
/** A line of an order that is paid as it is made. */
export type NewLine = Omit<OrderLine, 'id' | 'orderId' | 'number' | 'state' | 'returned'> & {
  readonly subscriptionId: Id<'sub'>
}
/** What is bought for subscriptions that there are, at a price that was shown. */
export type Purchase = {
  readonly kind: 'renewal' | 'conversion' | 'change'
  readonly buyerId: Id<'byr'>
  /** Absent when it renews itself. */
  readonly memberId?: Id<'mbr'>
  readonly lines: readonly NewLine[]
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
  /** Of something that is counted: until when it is held for it (R61); its creation if it is not held at all. */
  readonly stockUntil?: Instant
  readonly paidAt?: Instant
  readonly closedAt?: Instant
  readonly refundsOrderId?: Id<'ord'>
  readonly lines: readonly OrderLine[]
}

/** What a buyer typed or chose; with what it was asked by and how it read, where that is told. */
export type TypedValue = {
  readonly name: string
  readonly value: string
  readonly label?: Text | undefined
  readonly reads?: Text | undefined
}

/** A submission as asked: what, how much, for how long, and the total that was shown. */
export type Submission = {
  readonly lines: readonly {
    readonly priceItemId: Id<'pri'>
    readonly quantity: number
    readonly periodCount: number
    readonly trial?: boolean | undefined
    /** Of an offer to this buyer; nothing that a buyer asks for. */
    readonly discountE4?: number | undefined
    /** What the product asks of a buyer, by the names of the parameters. */
    readonly parameters?: readonly TypedValue[] | undefined
  }[]
  readonly expectedTotal: Money
  readonly agreed: boolean
  /** Whether what the products ask of the buyer may be passed on (R66). */
  readonly dataConsent?: boolean | undefined
}

/** The market cancelled an unpaid order, because something of it is sold no more, or not now (R50, R53). */
export type OrderPaid = {
  readonly type: 'order.paid'
  readonly orderId: Id<'ord'>
  readonly orderNumber: string
  readonly kind: OrderKind
  readonly buyerId: Id<'byr'>
  readonly currency: Currency
  readonly paidAt: Instant
  readonly lines: readonly OrderLine[]
}
