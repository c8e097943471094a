import type { Id, Instant, Money } from '@loggia/kernel'
import type { Orders } from '../orders/index.ts'
import type {
  OutsideRefundState,
  RefundCause,
  RefundKind,
  RefundRequestAct,
  RefundRequestState,
} from '@loggia/protocol/console/refunds/kinds'

/** Money back on an order line. */
export type Refund = {
  readonly id: Id<'rfd'>
  readonly buyerId: Id<'byr'>
  readonly orderLineId: Id<'orl'>
  readonly orderId: Id<'ord'>
  readonly refundOrderId: Id<'ord'>
  readonly cause: RefundCause
  readonly state: 'paid'
  readonly amount: Money
  /** Absent for a line that cost nothing. */
  readonly postingId?: Id<'pst'>
  readonly requestedAt: Instant
  readonly paidAt: Instant
}
/** What a buyer may return without anybody's consent (R131, R133). */
export type SelfService = RefundKind
export type { RefundCause }

/** An amount of a line that is refunded. `closes`: what was bought with the line has ended. */
export type Returning = Parameters<Orders['returnLines']>[1]['returns'][number]
/** What may be refunded now: the amounts by line, the total, and the last moment to ask for it. */
export type Offered = {
  readonly returns: readonly Returning[]
  readonly amount: Money
  readonly until: Instant
  /** Of a renewal. */
  readonly termId?: Id<'trm'>
}

/** R131: refunds of the same account that another system made. */
export type OutsideRefund = {
  /** The id of the refund in the other system. */
  readonly reference: string
  readonly buyerId: Id<'byr'>
  readonly state: OutsideRefundState
  readonly refunds: number
  readonly requestedAt: Instant
  readonly note?: string
  readonly reportedAt: Instant
  readonly reportedBy: Id<'mbr'>
}
/** A calendar year of the market's zone, half-open. */
export type Year = { readonly year: number; readonly from: Instant; readonly to: Instant }
/** The refunds of a year: how many succeeded, and how many are not decided. */
export type Counted = { readonly used: number; readonly open: number }

export type { RefundRequestAct, RefundRequestState }

/** A line of a request; of a bundle there are several, all or none of which are refunded (R145). */
export type RefundLine = {
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
  readonly supervisionId: Id<'spv'>
  /** Its part of the requested amount. */
  readonly amount: Money
}

/** A buyer asks for money back before the acceptance, and the seller decides (R139, R140). */
export type RefundRequest = {
  readonly id: Id<'rrq'>
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly memberId: Id<'mbr'>
  readonly orderId: Id<'ord'>
  readonly lines: readonly RefundLine[]
  readonly amount: Money
  readonly reason: string
  readonly state: RefundRequestState
  /** Since when it is in this state. */
  readonly since: Instant
  readonly askedAt: Instant
  readonly endedAt?: Instant
  /** R151: goods were shipped, so they are sent back before the money. */
  readonly returnsGoods: boolean
  readonly goods?: { readonly carrier: string; readonly trackingNumber: string; readonly sentAt: Instant }
  readonly rejection?: { readonly by: 'seller' | 'operator'; readonly reason: string }
  /** R146: how many of the dates at which the seller is reminded have passed since then. */
  readonly reminded: number
  /** R146: since when the seller has not answered for 7 working days. */
  readonly overdueAt?: Instant
}

/** R151: an operator lets a buyer ask although the goods are on their way. */
export type RefundPermit = {
  readonly supervisionId: Id<'spv'>
  readonly reason: string
  readonly permittedBy: Id<'mbr'>
  readonly permittedAt: Instant
}

/** Where an amount goes back to: today all of it was paid from the balance (R154). */
export type Origin = 'balance'
/** What an origin gave for the lines that are refunded, and what of it went back before. */
export type PaidFrom = { readonly origin: Origin; readonly paid: Money; readonly returned: Money }
