import type { Id, Instant, Money } from '@loggia/kernel'
import type { Orders } from '../orders/index.ts'
import type { OutsideRefundState, RefundCause, RefundKind } from '@loggia/protocol/console/refunds/kinds'

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
