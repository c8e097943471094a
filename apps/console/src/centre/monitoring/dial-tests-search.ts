import { dialTestStates } from '@loggia/protocol/console/monitoring/kinds'
import { defineSearch, toChoice, toId, toText } from '../routing/search.ts'
import type { Search } from '../routing/search.ts'

/** The filters of the list of dial tests. Only operators look at those of one seller. */
export const readDialTestsSearch = defineSearch({
  productId: toId('prd'),
  state: toChoice(dialTestStates),
  sellerId: toId('sel'),
})
export type DialTestsSearch = Search<typeof readDialTestsSearch>

/** The scene that the page of a dial test shows. */
export const readDialTestSearch = defineSearch({ scene: toText(64) })
