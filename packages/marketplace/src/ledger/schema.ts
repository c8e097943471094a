import type { Id, Instant, Money } from '@loggia/kernel'

/** `buyer_balance` is a buyer's money; the other two are the market's sides of it. */
export type AccountKind = 'buyer_balance' | 'market_cash' | 'market_clearing'
export type PostingKind = 'top_up' | 'payment' | 'refund'

/** A movement between a buyer's balance and one of the market's accounts; `amount` is what the balance gains, negative for what it loses. */
export type Posting = {
  readonly id: Id<'pst'>
  readonly kind: PostingKind
  /** What it is for, once each: the order of a payment, the refund order of a refund, itself for a top-up. */
  readonly subject: string
  readonly reason?: string
  readonly at: Instant
  readonly actorId?: Id<'mbr'>
  readonly balanceId: Id<'lac'>
  readonly counterId: Id<'lac'>
  readonly amount: Money
}

export type Posted = { readonly postingId: Id<'pst'>; readonly balanceAfter: Money }
