import type { Id, Instant, Money } from '@loggia/kernel'
import type { AskedLine, PricedLine, QuoteKind } from '../subscriptions/index.ts'

export type QuoteAsk = { readonly kind: QuoteKind; readonly lines: readonly AskedLine[] }

/** A price that was shown, with everything it was made from; it can be paid once, before it expires. */
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
