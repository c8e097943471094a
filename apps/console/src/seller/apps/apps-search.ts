import { connectedAppStates } from '@loggia/protocol/console/apps/kinds'
import { defineSearch, toChoice, toId } from '../../centre/routing/search.ts'
import type { Search } from '../../centre/routing/search.ts'

const tabs = ['apps'] as const
const adoptions = ['earlier'] as const

/** The tab, and the filters of the connected apps. */
export const readAppsSearch = defineSearch({
  tab: toChoice(tabs),
  credential: toId('acr'),
  state: toChoice(connectedAppStates),
  adoption: toChoice(adoptions),
})
export type AppsSearch = Search<typeof readAppsSearch>

/** The product that a new credential is for. */
export const readNewSearch = defineSearch({ product: toId('prd') })
