import type { Id, Instant } from '@loggia/kernel'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'

/** The id of a buyer or a seller, or `operator` for the operators together. */
export type FilterParty = Id<'byr'> | Id<'sel'> | 'operator'

/** Whose saved filters: a member’s, in one party. */
export type FilterOwner = { readonly memberId: Id<'mbr'>; readonly party: FilterParty }

/** What is saved: by the parameters of the address of the list’s page. */
export type NewFilter = {
  readonly list: FilterList
  readonly name: string
  readonly filters: Readonly<Record<string, string>>
}

export type SavedFilter = NewFilter & { readonly id: Id<'flt'>; readonly createdAt: Instant }
