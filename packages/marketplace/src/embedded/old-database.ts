import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { fromIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Database } from '../platform/index.ts'
import { openEmptyDatabase } from './test-database.ts'
import type { TestDatabase } from './test-database.ts'

const folder = join(import.meta.dirname, '../../old-databases')

/** The database of a market of an older version, as that version left it, and the market time that it had come to. */
export type OldDatabase = { readonly database: TestDatabase; readonly at: Instant }

/** Loads a dump of `old-databases/` into a database of its own; nothing is migrated yet. */
export async function loadOldDatabase(version: string, postgresUrl?: string): Promise<OldDatabase> {
  const dump = gunzipSync(await readFile(join(folder, `${version}.sql.gz`))).toString()
  const [, time] = /^-- market time (\S+)\n/.exec(dump) ?? []
  if (time === undefined) throw new Error(`${version}.sql.gz does not begin with its market time`)
  const database = await openEmptyDatabase(postgresUrl)
  // A dump empties the search path of its session, which goes on to serve others.
  await database.db.script(`${dump}\nreset all;`)
  return { database, at: fromIso(time) }
}

/** What a database holds, for telling what became of it. */
export type Contents = {
  /** Of each table its rows, by their primary keys. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>
  /** What each account of the ledger comes to, each order is for, was paid and given back. */
  readonly sums: Readonly<Record<string, unknown>>
}

export async function readContents(db: Database): Promise<Contents> {
  const rows = new Map<string, ReadonlySet<string>>()
  for (const { table, columns } of await listKeys(db)) {
    const { rows: found } = await sql<{ key: string }>`
      select jsonb_build_array(${sql.join(columns.map((column) => sql.ref(column)))})::text as key
      from ${sql.table(table)}`.execute(db.withTables<unknown>())
    rows.set(table, new Set(found.map(({ key }) => key)))
  }
  const sums: Record<string, unknown> = {}
  for (const [name, query] of Object.entries(sumQueries))
    sums[name] = (await sql.raw(query).execute(db.withTables<unknown>())).rows
  return { rows, sums }
}

const sumQueries = {
  accounts: 'select account_id as id, sum(amount_minor)::text as sum from ledger_entry group by 1 order by 1',
  postings: 'select posting_id as id, count(*)::int as entries from ledger_entry group by 1 order by 1',
  lines:
    'select order_id as id, sum(amount_minor)::text as sum, count(*)::int as lines from order_line group by 1 order by 1',
  paid: 'select order_id as id, sum(amount_minor)::text as sum from payment group by 1 order by 1',
  refunded: 'select order_line_id as id, sum(amount_minor)::text as sum from refund group by 1 order by 1',
}

/** Every table but the list of migrations, with the columns of its primary key. */
async function listKeys(db: Database): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select keyed.relname as table, array_agg(part.attname::text order by part.attnum) as columns
    from pg_index index
      join pg_class keyed on keyed.oid = index.indrelid
      join pg_attribute part on part.attrelid = keyed.oid and part.attnum = any (index.indkey)
    where index.indisprimary and keyed.relnamespace = 'public'::regnamespace and keyed.relname <> 'migration'
    group by 1 order by 1`.execute(db.withTables<unknown>())
  return rows
}

/** How many rows of which table are not there any more; a table that is gone has lost all of its rows. */
export function findLostRows(before: Contents, after: Contents): Readonly<Record<string, number>> {
  const lost: Record<string, number> = {}
  for (const [table, keys] of before.rows) {
    const left = after.rows.get(table)
    const missing = [...keys].filter((key) => !left?.has(key)).length
    if (missing > 0) lost[table] = missing
  }
  return lost
}
