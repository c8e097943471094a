import { omitUndefined } from '@loggia/kernel'
import { personStates } from '@loggia/protocol/console/directory/kinds'
import { defineSearch, toChoice, toId, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** The tabs of a company's page; the first is shown without a parameter. */
export const companyTabs = ['people', 'groups', 'apps', 'import', 'sign-in', 'settings', 'record'] as const
export type CompanyTab = (typeof companyTabs)[number]

/** The tab of a company's page, and whom its list of people shows. */
export const readCompanySearch = defineSearch({
  tab: toChoice(companyTabs),
  q: toText(100),
  department: toId('dpt'),
  /** People of the departments below the chosen one are shown, too, unless this says no. */
  below: toChoice(['no']),
  group: toId('pgr'),
  state: toChoice(personStates),
})
export type CompanySearch = Search<typeof readCompanySearch>
export type CompanySearchChange = SearchChange<CompanySearch>

/** The filter of the people that a company's page shows, as the routes ask for it. */
export const toPeopleFilter = ({ q, department, below, group, state }: CompanySearch) =>
  omitUndefined({
    q,
    departmentId: department,
    below:
      department === undefined ? undefined : below === undefined ? ('true' as const) : ('false' as const),
    groupId: group,
    state,
  })
export type PeopleFilter = ReturnType<typeof toPeopleFilter>
