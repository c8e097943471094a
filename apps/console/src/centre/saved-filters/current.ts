import { useRouterState } from '@tanstack/react-router'
import { filterListNames, filterLists } from '@loggia/protocol/console/saved-filters/kinds'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'

export type Filters = Readonly<Record<string, string>>
type Match = { readonly fullPath: string; readonly search: unknown }

/** The list of the open page, and the filters in its address as its route has read them. */
export function useCurrentFilters(): { readonly list: FilterList; readonly filters: Filters } | undefined {
  const matches = useRouterState({ select: (state): readonly Match[] => state.matches })
  const list = filterListNames.find((name) => matches.some(({ fullPath }) => isPathOf(fullPath, name)))
  const match = matches.find(({ fullPath }) => list !== undefined && isPathOf(fullPath, list))
  return list && { list, filters: pickFilters(list, match?.search ?? {}) }
}

const isPathOf = (fullPath: string, list: FilterList): boolean => fullPath.replace(/(?<=.)\/$/, '') === list

/** The parameters that are filters of the list; others, such as a chosen part of the page, are not saved. */
export function pickFilters(list: FilterList, search: object): Filters {
  const names: readonly string[] = filterLists[list]
  return Object.fromEntries(
    Object.entries(search)
      .filter(([name, value]) => names.includes(name) && value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
}

/** Whether both set the same filters. */
export const areSame = (one: Filters, other: Filters): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value)
