import { assignmentStates } from '@loggia/protocol/console/apps/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** The tabs of a connected app's page; the first is shown without a parameter. */
export const appTabs = ['assignments', 'sync', 'settings', 'record'] as const
export type AppTab = (typeof appTabs)[number]

/** The tab, and which assignments are listed. */
export const readAppSearch = defineSearch({
  tab: toChoice(appTabs),
  q: toText(100),
  state: toChoice(assignmentStates),
})
export type AppSearch = Search<typeof readAppSearch>
export type AppSearchChange = SearchChange<AppSearch>
