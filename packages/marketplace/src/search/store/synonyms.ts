import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { SynonymOrigin } from '@loggia/protocol/console'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { SynonymGroup } from '../schema.ts'
import type { SearchTables } from '../tables.ts'
import { bindNumbers } from './arrays.ts'

type Row = { id: Id<'syn'>; words: readonly string[]; origin: SynonymOrigin; changed_at: Instant }
const toGroup = ({ changed_at: changedAt, ...row }: Row): SynonymGroup => ({ ...row, changedAt })

/** The groups that have a word with one of these keys. */
export async function findSynonyms(db: Db, keys: readonly number[]): Promise<SynonymGroup[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Row>`
    select id, words, origin, changed_at from search_synonym
    where keys && ${bindNumbers(keys)} order by id`.execute(db.withTables<SearchTables>())
  return rows.map(toGroup)
}

const selectGroups = (db: Db) =>
  db.withTables<SearchTables>().selectFrom('search_synonym').select(['id', 'words', 'origin', 'changed_at'])

/** All groups, those that changed last first. */
export async function listSynonyms(db: Db): Promise<SynonymGroup[]> {
  const rows = await selectGroups(db).orderBy('changed_at', 'desc').orderBy('id', 'desc').execute()
  return rows.map(toGroup)
}

export async function findGroup(db: Db, id: Id<'syn'>): Promise<SynonymGroup | undefined> {
  const row = await selectGroups(db).where('id', '=', id).executeTakeFirst()
  return row && toGroup(row)
}

export async function countSynonyms(db: Db): Promise<number> {
  const query = db.withTables<SearchTables>().selectFrom('search_synonym')
  const { count } = await query.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

export async function saveSynonyms(tx: Tx, group: SynonymGroup, keys: readonly number[]): Promise<void> {
  const changed = {
    words: [...group.words],
    keys: bindNumbers(keys),
    changed_at: toTimestamptz(group.changedAt),
  }
  await tx
    .withTables<SearchTables>()
    .insertInto('search_synonym')
    .values({ id: group.id, origin: group.origin, ...changed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute()
}

export async function deleteSynonyms(tx: Tx, id: Id<'syn'>): Promise<void> {
  await tx.withTables<SearchTables>().deleteFrom('search_synonym').where('id', '=', id).execute()
}
