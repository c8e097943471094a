import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'

/** One row of a table as JSON has it: integers of 64 bits as decimal strings, times in ISO 8601. */
export type ExportedRow = { readonly table: string; readonly row: Readonly<Record<string, unknown>> }

type Row = Record<string, unknown>
type Exported = { readonly key: readonly string[]; readonly columns?: readonly string[] }

// What is sealed stays where it is: of attempts everything is told but the bytes.
const exported: Readonly<Record<string, Exported>> = {
  order: { key: ['id'] },
  order_line: { key: ['id'] },
  payment: { key: ['id'] },
  ledger_account: { key: ['id'] },
  ledger_posting: { key: ['id'] },
  ledger_entry: { key: ['posting_id', 'account_id'] },
  balance_change: { key: ['id'] },
  refund: { key: ['id'] },
  subscription: { key: ['id'] },
  subscription_term: { key: ['id'] },
  quote: { key: ['id'] },
  instance: { key: ['id'] },
  call: { key: ['id'] },
  attempt: {
    key: ['call_id', 'n'],
    columns: ['call_id', 'n', 'started_at', 'started_wall_at', 'verdict', 'duration_ms', 'late'],
  },
  message: { key: ['id'] },
  history: { key: ['subject', 'sequence'] },
}
const batchLength = 500

/** Every row of the tables above, table by table in the order of their keys, read in batches as it is taken. */
export async function* exportRows(db: Db): AsyncGenerator<ExportedRow> {
  for (const [table, { key, columns }] of Object.entries(exported)) {
    for (let last: Row | undefined, ended = false; !ended;) {
      const batch = await readBatch(db, { table, key, columns }, last)
      for (const row of batch) yield { table, row: present(row) }
      last = batch.at(-1)
      ended = batch.length < batchLength
    }
  }
}

async function readBatch(
  db: Db,
  from: { table: string } & { [K in keyof Exported]: Exported[K] | undefined },
  last: Row | undefined,
): Promise<Row[]> {
  const key = sql.join((from.key ?? []).map((column) => sql.ref(column)))
  const columns = from.columns ? sql.join(from.columns.map((column) => sql.ref(column))) : sql`*`
  const rest = last
    ? sql`where (${key}) > (${sql.join((from.key ?? []).map((column) => sql`${last[column]}`))})`
    : sql``
  const query = sql<Row>`select ${columns} from ${sql.table(from.table)} ${rest} order by ${key} limit ${sql.lit(batchLength)}`
  return (await query.execute(db.withTables<unknown>())).rows
}

// The names of times end so everywhere (`paid_at`, `opening_until`, `pay_by`); an id in such a column is a text.
const timeName = /^at$|_(at|until|by)$/

const present = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, presentValue(name, value)]))

function presentValue(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' && timeName.test(name) ? toIso(value) : value
}
