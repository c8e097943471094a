import { topUpRequestStates } from '@loggia/protocol/console/ledger/kinds'
import { periodParameters } from '../../centre/calls/period.ts'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** The filters of requests for top-ups; values that the server would refuse are dropped. */
export const readTopUpsSearch = defineSearch({
  ...periodParameters,
  text: toText(100),
  state: toChoice(topUpRequestStates),
})
export type TopUpsSearch = Search<typeof readTopUpsSearch>
export type TopUpsSearchChange = SearchChange<TopUpsSearch>
