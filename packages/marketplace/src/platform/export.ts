import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Db } from './handles.ts'

/** One row of a table as JSON: 64-bit integers are decimal strings, times are ISO 8601. */
export type ExportedRow = { readonly table: string; readonly row: Readonly<Record<string, unknown>> }

type Row = Record<string, unknown>
/**
 * Rows are read in the order of `key`; without `columns` all columns are exported. `mask` leaves out what only some rows
 * keep from operators.
 */
type Exported<Column> = {
  readonly key: readonly Column[]
  readonly columns?: readonly Column[]
  readonly mask?: (row: Row) => Row
}
export type ExportedTables = Readonly<Record<string, Exported<string>>>
/** What operators may export of a domain's tables; sealed columns are never among them. */
export type ExportedOf<Tables> = { readonly [Name in keyof Tables]?: Exported<keyof Tables[Name]> }

const batchLength = 500

/**
 * Yields every row of these tables, table by table in the order of their keys. Rows are read in batches on demand, so
 * the export is not a snapshot of one moment.
 */
export async function* exportRows(db: Db, tables: ExportedTables): AsyncGenerator<ExportedRow> {
  for (const [table, { key, columns, mask }] of Object.entries(tables)) {
    for (let last: Row | undefined, ended = false; !ended;) {
      const batch = await readBatch(db, { table, key, columns }, last)
      for (const row of batch) yield { table, row: present(mask ? mask(row) : row) }
      last = batch.at(-1)
      ended = batch.length < batchLength
    }
  }
}

async function readBatch(
  db: Db,
  from: {
    readonly table: string
    readonly key: readonly string[]
    readonly columns: readonly string[] | undefined
  },
  last: Row | undefined,
): Promise<Row[]> {
  const key = sql.join(from.key.map((column) => sql.ref(column)))
  const columns = from.columns ? sql.join(from.columns.map((column) => sql.ref(column))) : sql`*`
  const rest = last
    ? sql`where (${key}) > (${sql.join(from.key.map((column) => sql`${last[column]}`))})`
    : sql``
  const query = sql<Row>`select ${columns} from ${sql.table(from.table)} ${rest} order by ${key} limit ${sql.lit(batchLength)}`
  return (await query.execute(db.withTables<unknown>())).rows
}

// Columns of times end like this everywhere (`paid_at`, `opening_until`, `pay_by`); ids in such columns are text.
const timeName = /^at$|_(at|until|by)$/

const present = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, presentValue(name, value)]))

function presentValue(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' && timeName.test(name) ? toIso(value) : value
}
