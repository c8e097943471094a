import type { Id, Instant, Money } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { AskedLine, PricedLine, QuoteKind } from '../subscriptions/index.ts'

/** R119: a product offers changes at renewal, and its seller's server does not answer whether one can be made. */
export type ChangeNotAnswered = {
  readonly type: 'renewal_change.not_answered'
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly name: PricedLine['line']['offer']['productName']
  readonly verdict: Verdict
}

export type QuoteAsk = { readonly kind: QuoteKind; readonly lines: readonly AskedLine[] }

/** A price that was shown, with all it was made of; it can be paid once, before it expires. */
export type Quote = {
  readonly id: Id<'quo'>
  readonly buyerId: Id<'byr'>
  readonly memberId: Id<'mbr'>
  readonly kind: QuoteKind
  readonly lines: readonly PricedLine[]
  readonly total: Money
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly orderId?: Id<'ord'>
}
