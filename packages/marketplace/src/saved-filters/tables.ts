import type { Id, Instant } from '@loggia/kernel'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'
import type { FilterParty } from './schema.ts'

export type SavedFilterTables = {
  saved_filter: {
    id: Id<'flt'>
    member_id: Id<'mbr'>
    party: FilterParty
    list: FilterList
    name: string
    filters: Readonly<Record<string, string>>
    created_at: Instant
  }
}
