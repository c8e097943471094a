import { balanceKinds } from '@loggia/protocol/console/ledger/kinds'
import { periodParameters } from '../calls/period.ts'
import { defineSearch, toChoice, toText } from '../routing/search.ts'
import type { Search, SearchChange } from '../routing/search.ts'

export const balanceParameters = {
  ...periodParameters,
  kind: toChoice(balanceKinds),
  orderNumber: toText(64),
}

/** The filters of the entries of a balance. */
export const readBalanceSearch = defineSearch(balanceParameters)
export type BalanceSearch = Search<typeof readBalanceSearch>
export type BalanceSearchChange = SearchChange<BalanceSearch>
