import type { Currency, Id, Instant } from '@loggia/kernel'
import type { NewLine, toOffer } from '../orders/index.ts'
import type { ExportedOf } from '../platform/index.ts'
import type { PricedLine, QuoteKind } from '../subscriptions/index.ts'

type StoredOffer = ReturnType<typeof toOffer>
export type StoredLine = Omit<PricedLine, 'line'> & {
  readonly line: Omit<NewLine, 'amount' | 'offer'> & {
    readonly amount: { readonly amountMinor: string; readonly currency: Currency }
    readonly offer: StoredOffer
  }
}
export type QuoteTables = {
  quote: {
    id: Id<'quo'>
    buyer_id: Id<'byr'>
    member_id: Id<'mbr'>
    kind: QuoteKind
    lines: readonly StoredLine[]
    total_minor: bigint
    currency: Currency
    created_at: Instant
    expires_at: Instant
    order_id: Id<'ord'> | null
  }
}

export const quoteExports = { quote: { key: ['id'] } } satisfies ExportedOf<QuoteTables>
