import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import { periodParameters } from '../../centre/calls/period.ts'
import { defineSearch, toChoice, toId, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** The filters of the list of balance changes. */
export const readChangesSearch = defineSearch({
  ...periodParameters,
  text: toText(100),
  state: toChoice(balanceChangeStates),
  buyerId: toId('byr'),
})
export type ChangesSearch = Search<typeof readChangesSearch>
export type ChangesSearchChange = SearchChange<ChangesSearch>
