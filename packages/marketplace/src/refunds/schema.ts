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
  /** Absent when nothing had been paid: a free line. */
  readonly postingId?: Id<'pst'>
  readonly requestedAt: Instant
  readonly paidAt: Instant
}
/** What a buyer asks for without anybody's consent (R131, R133). */
export type SelfService = RefundKind
export type { RefundCause }

/** Money of a line that goes back; `closes`: what was bought with it has ended. */
export type Returning = Parameters<Orders['returnLines']>[1]['returns'][number]
/** What may go back now: of which lines, the amount in all, and the last moment to ask. */
export type Offered = {
  readonly returns: readonly Returning[]
  readonly amount: Money
  readonly until: Instant
  /** Of a renewal. */
  readonly termId?: Id<'trm'>
}

/** R131: refunds of the same account that another system made. */
export type OutsideRefund = {
  /** The other system's own name for it. */
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
/** Refunds of a year: those that succeeded and those that are not decided. */
export type Counted = { readonly used: number; readonly open: number }
