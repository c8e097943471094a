import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { keptPlan, encodeJson } from './database.ts'
import type { Tx } from './tx.ts'

/** A time is written by {@link toMoment}; objects go into `jsonb` columns. */
type Value = string | number | bigint | boolean | null | object
/** Values by column; all rows of one set have the same columns. */
export type Row = Readonly<Record<string, Value>>

/** A time as a value of a row. */
export const toMoment = (moment: Instant | undefined): string | null =>
  moment === undefined ? null : toIso(moment)

/** The rows as one JSON parameter; each column gets the type that it has in the table. */
function recordsOf(table: string, rows: readonly Row[]): RawBuilder<unknown> {
  const plain = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]),
    ),
  )
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${encodeJson(plain)}::jsonb)`
}

const namesOf = (rows: readonly Row[]): string[] => Object.keys(rows[0] ?? {})

/** Inserts rows in one statement; columns that the rows do not name get their defaults. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const names = sql.join(namesOf(rows).map((name) => sql.ref(name)))
  await tx.write(sql`${keptPlan}
    insert into ${sql.table(table)} (${names}) select ${names} from ${recordsOf(table, rows)}`)
}

/** Updates the row of each `id` with the columns that the rows name, in one statement. */
export async function updateRows(
  tx: Tx,
  table: string,
  rows: readonly (Row & { readonly id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = namesOf(rows).filter((name) => name !== 'id')
  const set = sql.join(columns.map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`))
  // The ids once more: the planner assumes a hundred rows for any set, and would scan a table of thousands for one row.
  const ids = sql`${rows.map(({ id }) => id)}::text[]`
  await tx.write(sql`${keptPlan}
    update ${sql.table(table)} as kept set ${set} from ${recordsOf(table, rows)} as given
    where kept.id = given.id and kept.id = any(${ids})`)
}
