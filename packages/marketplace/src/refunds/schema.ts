import type { Id, Instant, Money } from '@loggia/kernel'

/** Money back on an order line. */
export type Refund = {
  readonly id: Id<'rfd'>
  readonly buyerId: Id<'byr'>
  readonly orderLineId: Id<'orl'>
  readonly orderId: Id<'ord'>
  readonly refundOrderId: Id<'ord'>
  readonly cause: 'opening_failed' | 'change_failed' | 'five_day' | 'renewal'
  readonly state: 'paid'
  readonly amount: Money
  /** Absent when nothing had been paid: a free line. */
  readonly postingId?: Id<'pst'>
  readonly requestedAt: Instant
  readonly paidAt: Instant
}

export type OrderRefunded = {
  readonly type: 'order.refunded'
  readonly orderId: Id<'ord'>
  readonly orderNumber: string
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly refundOrderId: Id<'ord'>
  readonly refundNumber: string
  readonly amount: Money
}
