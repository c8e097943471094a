import type { Id } from '@loggia/kernel'
import { lockName, toJsonb, toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { FilterOwner, FilterParty, SavedFilter } from './schema.ts'
import type { SavedFilterTables } from './tables.ts'

const tables = (db: Db) => db.withTables<SavedFilterTables>()

/** Other transactions that count, name and add filters of this member wait until this one ends. */
export const waitForTurn = (tx: Tx, memberId: Id<'mbr'>): Promise<void> =>
  lockName(tx, `saved_filter:${memberId}`)

const toFilter = (row: SavedFilterTables['saved_filter']): SavedFilter => ({
  id: row.id,
  list: row.list,
  name: row.name,
  filters: row.filters,
  createdAt: row.created_at,
})

/** Those of a member in these parties, by name. */
export async function list(
  db: Db,
  memberId: Id<'mbr'>,
  parties: readonly FilterParty[],
): Promise<SavedFilter[]> {
  if (parties.length === 0) return []
  const rows = await tables(db)
    .selectFrom('saved_filter')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('party', 'in', parties)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(toFilter)
}

/** Of one of these parties; undefined if the member has no such filter there. */
export async function find(
  tx: Tx,
  id: Id<'flt'>,
  of: { readonly memberId: Id<'mbr'>; readonly parties: readonly FilterParty[] },
): Promise<(FilterOwner & { readonly filter: SavedFilter }) | undefined> {
  if (of.parties.length === 0) return undefined
  const row = await tables(tx)
    .selectFrom('saved_filter')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', of.memberId)
    .where('party', 'in', of.parties)
    .executeTakeFirst()
  return row && { memberId: row.member_id, party: row.party, filter: toFilter(row) }
}

export async function insert(tx: Tx, owner: FilterOwner, filter: SavedFilter): Promise<void> {
  await tables(tx)
    .insertInto('saved_filter')
    .values({
      id: filter.id,
      member_id: owner.memberId,
      party: owner.party,
      list: filter.list,
      name: filter.name,
      filters: toJsonb(filter.filters),
      created_at: toTimestamptz(filter.createdAt),
    })
    .execute()
}

export async function setName(tx: Tx, id: Id<'flt'>, name: string): Promise<void> {
  await tables(tx).updateTable('saved_filter').set({ name }).where('id', '=', id).execute()
}

export async function remove(tx: Tx, id: Id<'flt'>): Promise<void> {
  await tables(tx).deleteFrom('saved_filter').where('id', '=', id).execute()
}
