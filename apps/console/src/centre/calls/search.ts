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

/** Which messages are listed, and which attempt of the chosen one is looked at. */
export const readCallSearch = defineSearch({
  ...periodParameters,
  orderNumber: toText(64),
  activity: toText(64),
  result: toChoice(callResults),
  // These two are an operator's.
  state: toChoice(callStates),
  sellerId: toId('sel'),
  attempt: toOrdinal,
})
export type CallSearch = Search<typeof readCallSearch>
export type CallSearchChange = SearchChange<CallSearch>

/** What the address of the list, or of a call in it, says. */
export const useCallSearch = (area: CallArea): CallSearch => useSearch({ from: `/${area}/calls` })

/** What the address says after a change; another list begins at its first message and newest try. */
export const changeCallSearch = (search: CallSearch, change: CallSearchChange): CallSearch =>
  changeSearch(search, { attempt: undefined, ...change })

/** Whether anything narrows the list. */
export const isCallListNarrowed = (search: CallSearch): boolean => isNarrowed(changeCallSearch(search, {}))
