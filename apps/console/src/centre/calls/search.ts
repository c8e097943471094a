import { callResults, callStates } from '@loggia/protocol/console/calls/kinds'
import { useSearch } from '@tanstack/react-router'
import {
  changeSearch,
  defineSearch,
  isNarrowed,
  toChoice,
  toId,
  toOrdinal,
  toText,
} from '../routing/search.ts'
import type { Search, SearchChange } from '../routing/search.ts'
import type { CallArea } from './call-area.ts'
import { periodParameters } from './period.ts'

/** The filters of the list, and the attempt of the chosen call. */
export const readCallSearch = defineSearch({
  ...periodParameters,
  orderNumber: toText(64),
  instance: toText(128),
  activity: toText(64),
  result: toChoice(callResults),
  // Only for operators.
  state: toChoice(callStates),
  sellerId: toId('sel'),
  attempt: toOrdinal,
})
export type CallSearch = Search<typeof readCallSearch>
export type CallSearchChange = SearchChange<CallSearch>

/** The search parameters of the list, or of a call in it. */
export const useCallSearch = (area: CallArea): CallSearch => useSearch({ from: `/${area}/calls` })

/** The search parameters after a change; another list begins at its first call and newest attempt. */
export const changeCallSearch = (search: CallSearch, change: CallSearchChange): CallSearch =>
  changeSearch(search, { attempt: undefined, ...change })

/** Whether any filter is set. */
export const isCallListNarrowed = (search: CallSearch): boolean => isNarrowed(changeCallSearch(search, {}))
