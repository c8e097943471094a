import type { AgreementVersions } from '@loggia/protocol/console/agreements/kinds'
import type { Period } from '@loggia/protocol/console/catalog/kinds'
import type { SupervisionFlow } from '@loggia/protocol/console/supervision/kinds'
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

/**
 * commerce.md §4.1. A trial is a *new* order; a *conversion* makes it a paid term (R118), a *change* is an upgrade or a
 * scale-out during validity (R119).
 */
export type { OrderKind, OrderLineState, OrderState }

export type Text = { readonly zh: string; readonly en: string }

/** What a service holds: a specification with attribute values and a quantity. */
export type Composition = {
  readonly specification: Text
  readonly attributes?: readonly { readonly name: Text; readonly value: Text }[]
  readonly quantity: number
}

/** How a delivery is supervised (R12): what the seller asks of the buyer (R38), and what it is accepted by (R39). */
export type OfferedSupervision = {
  readonly flow: SupervisionFlow
  readonly template?: Text
  readonly criteria?: Text
}

/** The offer that was accepted, frozen at submission. Later changes of the catalogue do not affect it (R54). */
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
  /** The price of the first band, if the price goes by bands. */
  readonly unitPrice: UnitPrice
  readonly pricing?: PricingModel
  readonly bands?: readonly PriceBand[]
  /** The value of each attribute of the product (R20). */
  readonly attributes?: readonly { readonly name: Text; readonly value: Text }[]
  readonly period: Period
  readonly periodCount: number
  /** R121: the part of the price that was charged, in ten-thousandths; absent if it was the full price. */
  readonly discountE4?: number
  /** For a trial: the number of days; it costs nothing (R27). */
  readonly trialDays?: number
  /** R130: sold with the promise that it may be returned within five days. */
  readonly fiveDayRefund?: boolean
  /** R97–R107 */
  readonly supervision?: OfferedSupervision
  /** R145: lines of an order with the same bundle are refunded together or not at all. */
  readonly bundle?: string
  /** The data that the buyer has consented to pass on; nothing else may be (R47, R66). */
  readonly buyerData?: readonly ('phone' | 'email' | 'user_name')[]
  /** What a renewal or change replaces, if it differs. */
  readonly before?: Composition
  /** The versions of what the buyer agreed to (R65). */
  readonly agreements?: AgreementVersions
}

/** The value of a parameter, with the text of the question at that moment (R47a). */
export type Given = {
  /** Its name on the wire. */
  readonly name: string
  readonly label: Text
  readonly value: string
  /** The text of the value as the buyer saw it, if it was chosen from several. */
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
  /** The refunded part of the amount. A refunded line may keep what a change has moved to other days (R121). */
  readonly returned: Money
  readonly state: OrderLineState
  /**
   * The subscription that it renews, converts, changes or returns. Absent on a new order: there the subscription names
   * the line.
   */
  readonly subscriptionId?: Id<'sub'>
  /** On a refund order: the line that it refunds. */
  readonly returnsLineId?: Id<'orl'>
  /** R3a: what it is booked to. */
  readonly costCentreId?: Id<'cct'>
}
/** An amount of a line that is refunded. `closes`: what was bought with the line has ended. */
export type Returning = {
  readonly lineId: Id<'orl'>
  readonly amount: Money
  readonly closes: boolean
}
/**
 * What somebody does with a line that others must not cross: an open refund request (R149), an invoice that was applied
 * for (R153) or issued (R152).
 */
export const lineClaims = ['refund_in_review', 'invoice_requested', 'invoice_issued'] as const
export type LineClaim = (typeof lineClaims)[number]
/** A claim on a line, by its subject: the request or the invoice. */
export type ClaimedLine = {
  readonly lineId: Id<'orl'>
  readonly kind: LineClaim
  readonly subject: string
  readonly since: Instant
}
/** A line of an order that is paid when it is made. */
export type NewLine = Omit<OrderLine, 'id' | 'orderId' | 'number' | 'state' | 'returned' | 'costCentreId'> & {
  readonly subscriptionId: Id<'sub'>
}
/** R3a: with the line that the service has now, whose cost centre it is booked to. */
export type ServiceLine = NewLine & { readonly followsLineId: Id<'orl'> }
/** A purchase for existing subscriptions, at a price that was shown. */
export type Purchase = {
  readonly kind: 'renewal' | 'conversion' | 'change'
  readonly buyerId: Id<'byr'>
  /** Absent if the subscription renews itself. */
  readonly memberId?: Id<'mbr'>
  readonly lines: readonly ServiceLine[]
}

export type Order = {
  readonly id: Id<'ord'>
  readonly number: string
  readonly kind: OrderKind
  readonly buyerId: Id<'byr'>
  /** Absent if the market made the order. */
  readonly memberId?: Id<'mbr'>
  readonly state: OrderState
  readonly total: Money
  readonly createdAt: Instant
  readonly payBy?: Instant
  /**
   * If something is counted in stock: until when it is held for the order (R61), or the creation of the order if it is
   * not held.
   */
  readonly stockUntil?: Instant
  readonly paidAt?: Instant
  readonly closedAt?: Instant
  readonly refundsOrderId?: Id<'ord'>
  readonly lines: readonly OrderLine[]
}

/** What a buyer typed or chose, with the texts of the question and the value if the page sends them. */
export type TypedValue = {
  readonly name: string
  readonly value: string
  readonly label?: Text | undefined
  readonly reads?: Text | undefined
}

/** A submission: what, how much, for how long, and the total that was shown. */
export type Submission = {
  readonly lines: readonly {
    readonly priceItemId: Id<'pri'>
    readonly quantity: number
    readonly periodCount: number
    readonly trial?: boolean | undefined
    /** The discount of an offer to this buyer; a buyer cannot set it. */
    readonly discountE4?: number | undefined
    /** The values of the parameters that the product asks for. */
    readonly parameters?: readonly TypedValue[] | undefined
    /** R65: the versions that the buyer was shown. */
    readonly agreements?: AgreementVersions | undefined
  }[]
  readonly expectedTotal: Money
  readonly agreed: boolean
  /** Whether the data that the products ask for may be passed on (R66). */
  readonly dataConsent?: boolean | undefined
  /** R3a: the member's own cost centre unless told; null is none. */
  readonly costCentreId?: Id<'cct'> | null | undefined
  /** R3a, R3c: what was chosen when it was asked for, in place of `costCentreId`: it may be archived by now. */
  readonly bookedTo?: Id<'cct'> | null | undefined
}

/** Emitted in the transaction of the payment. */
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

/** Emitted when the last open line of an order is completed. */
export type OrderCompleted = {
  readonly type: 'order.completed'
  readonly orderId: Id<'ord'>
  readonly orderNumber: string
  readonly kind: OrderKind
  readonly buyerId: Id<'byr'>
  readonly lines: readonly OrderLine[]
}
