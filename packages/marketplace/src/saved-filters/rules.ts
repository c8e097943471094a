import { filterLists, mostSavedFilters } from '@loggia/protocol/console/saved-filters/kinds'
import { savedFilterProblems } from './problems.ts'
import type { SavedFilter, NewFilter } from './schema.ts'

/** Throws `saved_filter.none_set`, `saved_filter.unknown_filter`. */
export function requireKnown({ list, filters }: NewFilter): void {
  const names = Object.keys(filters)
  if (names.length === 0) throw savedFilterProblems.none_set()
  const known: readonly string[] = filterLists[list]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw savedFilterProblems.unknown_filter({ name: unknown })
}

/** `beside`: the filters that the member has for this list. Throws `saved_filter.too_many`. */
export function requireRoom(beside: readonly SavedFilter[]): void {
  if (beside.length >= mostSavedFilters) throw savedFilterProblems.too_many({ most: mostSavedFilters })
}

/** Throws `saved_filter.name_taken`. */
export function requireFreeName(beside: readonly SavedFilter[], name: string): void {
  if (beside.some((one) => one.name === name)) throw savedFilterProblems.name_taken()
}
