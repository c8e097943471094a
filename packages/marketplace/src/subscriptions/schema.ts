import type { Id, Instant } from '@loggia/kernel'

export type SubscriptionState = 'opening' | 'active' | 'cancelled'

/** The continuing right that an order line creates. `startsAt` and `endsAt` are half-open and set when it becomes active (R74). */
export type Subscription = {
  readonly id: Id<'sub'>
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly skuId: Id<'sku'>
  readonly priceItemId: Id<'pri'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  readonly quantity: number
  readonly period: 'month' | 'year' | 'one_time'
  readonly periodCount: number
  /** Of a trial, which runs for days instead of periods (R27). */
  readonly trialDays?: number
  readonly state: SubscriptionState
  readonly createdAt: Instant
  readonly startsAt?: Instant
  readonly endsAt?: Instant
  readonly closedAt?: Instant
}

export type SubscriptionCreated = {
  readonly type: 'subscription.created'
  readonly subscription: Subscription
  readonly paidAt: Instant
}

/** `refundOrder` is there when a refund is the cause: its numbers go out with the release. */
export type SubscriptionCancelled = {
  readonly type: 'subscription.cancelled'
  readonly subscriptionId: Id<'sub'>
  readonly refundOrder?: { readonly number: string; readonly lineNumber: string }
}
