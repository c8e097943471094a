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

/** The database of an older version, and the market time at which that version left it. */
export type OldDatabase = { readonly database: TestDatabase; readonly at: Instant }

/** Loads a dump of `old-databases/` into a new database, without migrating it. */
export async function loadOldDatabase(version: string, postgresUrl?: string): Promise<OldDatabase> {
  const dump = gunzipSync(await readFile(join(folder, `${version}.sql.gz`))).toString()
  const [, time] = /^-- market time (\S+)\n/.exec(dump) ?? []
  if (time === undefined) throw new Error(`${version}.sql.gz does not begin with its market time`)
  const database = await openEmptyDatabase(postgresUrl)
  // A dump clears the search path of its session, which is used again.
  await database.db.script(`${dump}\nreset all;`)
  return { database, at: fromIso(time) }
}

/** The content of a database, to compare before and after. */
export type Contents = {
  /** The primary keys of each table's rows. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>
  /** Balances of ledger accounts, and the totals, payments and refunds of orders. */
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

/** The channels through which sellers are called, in a form that does not depend on the tables of a version. */
export type Doors = {
  readonly bindings: readonly {
    readonly seller_id: string
    readonly product_id: string | null
    readonly expire_digits: number | null
  }[]
  readonly gates: readonly { readonly seller_id: string; readonly family: string; readonly breaker: string }[]
  readonly calls: readonly { readonly id: string; readonly family: string }[]
}
type DoorWords = 'before channels' | 'by channels'

export async function readDoors(db: Database, words: DoorWords): Promise<Doors> {
  const { bindings, gates, calls } = doorQueries[words]
  const listOf = async <T>(query: string) => (await sql.raw<T>(query).execute(db.withTables<unknown>())).rows
  return { bindings: await listOf(bindings), gates: await listOf(gates), calls: await listOf(calls) }
}

const bound = 'protocol, address_id, key_id'
const stands = 'call_limit, breaker, failures, probe_at, opened_at, parked_ms, ready_at'
const familyOfKind = "case operation_kind when 'notify_order' then 'orders' else 'saas' end"
const doorQueries: Readonly<Record<DoorWords, Readonly<Record<keyof Doors, string>>>> = {
  'before channels': {
    bindings: `
      select seller_id, product_id, ${bound}, true as switched_on, key_bits, expire_digits, cancellation_order, bound_at
      from product_access join product on product.id = product_id
      union all
      select seller_id, null, 'order-notification', address_id, key_id, switched_on, null, null, null, set_at from order_channel
      order by 1, 2`,
    gates: `
      select split_part(seller_id, ':', 1) as seller_id, case when seller_id like '%:orders' then 'orders' else 'saas' end as family, ${stands}
      from gate order by 1, 2`,
    calls: `select id, seller_id, ${familyOfKind} as family, state from call order by id`,
  },
  'by channels': {
    bindings: `
      select seller_id, product_id, ${bound}, switched_on, (options ->> 'keyBits')::int as key_bits,
        (options ->> 'expireDigits')::int as expire_digits, options ->> 'cancellationOrder' as cancellation_order, bound_at
      from channel_binding join channel on channel.id = channel_id order by 1, 2`,
    gates: `select seller_id, family, ${stands} from gate join channel on channel.id = channel_id order by 1, 2`,
    calls: `
      select call.id, channel.seller_id, channel.family, state from call join channel on channel.id = channel_id order by call.id`,
  },
}

/** Every table except `migration`, with the columns of its primary key. */
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

/**
 * Tables whose rows have other keys now: channels and gates, which {@link readDoors} compares, and the terms, which
 * became versions of the user agreement.
 */
const replaced: ReadonlySet<string> = new Set(['product_access', 'order_channel', 'gate', 'market_terms'])

/** Number of missing rows by table; a missing table has lost all of its rows. */
export function findLostRows(before: Contents, after: Contents): Readonly<Record<string, number>> {
  const lost: Record<string, number> = {}
  for (const [table, keys] of before.rows) {
    if (replaced.has(table)) continue
    const left = after.rows.get(table)
    const missing = [...keys].filter((key) => !left?.has(key)).length
    if (missing > 0) lost[table] = missing
  }
  return lost
}
