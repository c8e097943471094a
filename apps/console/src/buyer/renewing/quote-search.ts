import { fromDecimal } from '@loggia/kernel'
import type { Money } from '@loggia/protocol/console'
import { defineSearch, toOrdinal } from '../../centre/routing/search.ts'
import type { Search } from '../../centre/routing/search.ts'

/** What the page before showed, in minor units, if the quote says something else. */
export const readQuoteSearch = defineSearch({ shown: toOrdinal })
export type QuoteSearch = Search<typeof readQuoteSearch>

const toMinor = ({ amount, currency }: Money): number => Number(fromDecimal(amount, currency).amountMinor)

export const createQuoteSearch = (shown: Money | undefined, total: Money): QuoteSearch =>
  shown && toMinor(shown) !== toMinor(total) ? { shown: toMinor(shown) } : {}
