import type { Id, Instant, Money } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import type { NewLine } from '../orders/index.ts'

export type QuoteKind = 'renewal' | 'conversion' | 'change'
/** What is to be priced for one service; a change has no periods of its own. */
export type AskedLine = {
  readonly subscriptionId: Id<'sub'>
  readonly priceItemId: Id<'pri'>
  readonly quantity: number
  readonly periodCount?: number | undefined
}
export type QuoteAsk = { readonly kind: QuoteKind; readonly lines: readonly AskedLine[] }

/** How a service stood when it was priced: if it stands otherwise when it is paid, what was shown would not be true. */
export type Basis = {
  readonly presentLineId: Id<'orl'>
  readonly endsAt?: Instant
  readonly terms: number
}
/** A line that was priced: what the order will hold, what it was priced from, and what the buyer was shown. */
export type QuoteLine = { readonly line: NewLine; readonly basis: Basis; readonly shown: ShownLine }
/** A price that was shown, with all it was made of; it can be paid once, before it expires. */
export type Quote = {
  readonly id: Id<'quo'>
  readonly buyerId: Id<'byr'>
  readonly memberId: Id<'mbr'>
  readonly kind: QuoteKind
  readonly lines: readonly QuoteLine[]
  readonly total: Money
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly orderId?: Id<'ord'>
}
