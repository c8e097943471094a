import { sql } from 'kysely'
import { addMs, fromIso, toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { toJsonb } from '../../../platform/index.ts'
import type { Database, PlatformTables, Seal } from '../../../platform/index.ts'
import type { TransactionDb } from '../../../platform/handles.ts'
import type { DemoMark } from '../store.ts'

/** Seals what is in a template. It is public: each installation seals it anew with its own secret. */
export const templateSecret = 'of the template of the demo, which is public'

const msPerDay = 86_400_000

/** Every sealed column, with the place that its values are bound to, in the words of the domain that owns it. */
export const sealedColumns = [
  { table: 'access_key', column: 'secret_sealed', place: sql`'access_key:' || id` },
  { table: 'open_api_key', column: 'secret_sealed', place: sql`'open_api_key:' || id` },
  { table: 'attempt', column: 'request_sealed', place: sql`'attempt:' || call_id || ':' || n || ':request'` },
  { table: 'attempt', column: 'reply_sealed', place: sql`'attempt:' || call_id || ':' || n || ':reply'` },
  { table: 'license', column: 'sealed', place: sql`'license:' || id` },
  { table: 'license_application', column: 'sealed', place: sql`'license:' || id` },
  { table: 'license_application', column: 'fingerprint_sealed', place: sql`'license_device:' || id` },
  { table: 'connected_app', column: 'client_secret_sealed', place: sql`'connected_app:' || id` },
  { table: 'app_credential', column: 'key_sealed', place: sql`'app_credential:' || id` },
  { table: 'given_parameters', column: 'sealed', place: sql`'given:' || order_line_id` },
  { table: 'purchase_request', column: 'parameters_sealed', place: sql`'purchase_request:' || id` },
  { table: 'sign_on_key', column: 'key_sealed', place: sql`'sign_on_key:' || tenant_key` },
] as const
/** Keyed hashes beside sealed values, by which these are found. */
const digests = [
  { table: 'license', column: 'code_digest', of: 'sealed' },
  { table: 'license_application', column: 'fingerprint_digest', of: 'fingerprint_sealed' },
] as const

export type Renewal = { readonly now: Instant; readonly from: Seal; readonly to: Seal }

/**
 * Makes a database that was unpacked from a template this installation's own: whatever is sealed is sealed with its secret,
 * and all times are moved by as many whole days as have passed since. It is one transaction, which also removes the mark
 * of the template, so that a start that dies is repeated. Does nothing to any other database.
 */
export async function renewRows(db: Database, { now, from, to }: Renewal): Promise<void> {
  await db.transaction(async (tx) => {
    const mark = await findMark(tx)
    if (mark?.template === undefined) return
    await send(tx, sql`set local session_replication_role = replica`)
    await sealAnew(tx, { from, to })
    const days = Math.floor((now - fromIso(mark.template)) / msPerDay)
    if (days > 0) {
      await moveTimes(tx, days)
      await moveTexts(tx, days)
    }
    const { template: _template, ...kept } = mark
    const tables = tx.withTables<PlatformTables>()
    await tables
      .updateTable('setting')
      .set({ value: toJsonb({ ...kept, isNew: true }) })
      .where('name', '=', 'demo')
      .execute()
    await tables.deleteFrom('setting').where('name', '=', 'secret_check').execute()
  })
}

/** Marks the database of a data folder as a template that was made at `at`. */
export async function markTemplate(db: Database, at: Instant): Promise<void> {
  await db.transaction(async (tx) => {
    const mark = await findMark(tx)
    if (!mark) throw new Error('There is no demo in this database')
    await tx
      .withTables<PlatformTables>()
      .updateTable('setting')
      .set({ value: toJsonb({ ...mark, template: toIso(at) }) })
      .where('name', '=', 'demo')
      .execute()
  })
}

async function findMark(tx: TransactionDb): Promise<DemoMark | undefined> {
  const row = await tx
    .withTables<PlatformTables>()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'demo')
    .executeTakeFirst()
  return row?.value as DemoMark | undefined
}

type Statement = ReturnType<typeof sql<Record<string, unknown>>>
const send = (tx: TransactionDb, statement: Statement) => tx.send(statement)

async function sealAnew(tx: TransactionDb, { from, to }: Pick<Renewal, 'from' | 'to'>): Promise<void> {
  for (const { table, column, place } of sealedColumns) {
    const digest = digests.find((one) => one.table === table && one.of === column)
    const rows = await send(
      tx,
      sql`select ctid::text as row, ${sql.ref(column)} as sealed, ${place} as place from ${sql.table(table)}
        where ${sql.ref(column)} is not null`,
    )
    const anew = rows.map(({ row, sealed, place: at }) => {
      const plain = from.open(sealed as Uint8Array, String(at))
      const digestNow = digest ? sql`, ${to.digest(plain)}::text` : sql``
      return sql`(${String(row)}::tid, ${to.seal(plain, String(at))}::bytea${digestNow})`
    })
    const known = digest && sql.ref(`${table}.${digest.column}`)
    const alsoDigest = digest
      ? sql`, ${sql.ref(digest.column)} = case when ${known} is null then null else made.digest end`
      : sql``
    const names = digest ? sql`place, sealed, digest` : sql`place, sealed`
    for (const some of toChunks(anew))
      await send(
        tx,
        sql`update ${sql.table(table)} set ${sql.ref(column)} = made.sealed${alsoDigest}
          from (values ${sql.join(some)}) as made (${names}) where ${sql.table(table)}.ctid = made.place`,
      )
  }
}

/** Rows that are changed by one statement: a statement for each of thousands would take seconds. */
const mostAtOnce = 250
function* toChunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += mostAtOnce) yield all.slice(at, at + mostAtOnce)
}

type Column = { readonly of: string; readonly name: string }
const listColumns = async (tx: TransactionDb, type: string): Promise<Column[]> =>
  (await send(
    tx,
    sql`select table_name as of, column_name as name from information_schema.columns
        join pg_tables on tablename = table_name and schemaname = table_schema
        where table_schema = 'public' and data_type = ${type} and table_name <> 'migration'
        order by table_name, column_name`,
  )) as Column[]

async function moveTimes(tx: TransactionDb, days: number): Promise<void> {
  const columns = Map.groupBy(await listColumns(tx, 'timestamp with time zone'), ({ of }) => of)
  for (const [table, names] of columns) {
    const sets = names.map(
      ({ name }) => sql`${sql.ref(name)} = ${sql.ref(name)} + ${days} * interval '1 day'`,
    )
    await send(tx, sql`update ${sql.table(table)} set ${sql.join(sets)}`)
  }
}

/** Times within JSON, and those that are the subject of a wake-up. */
async function moveTexts(tx: TransactionDb, days: number): Promise<void> {
  const jsons = await listColumns(tx, 'jsonb')
  for (const { of, name, type } of [
    ...jsons.map((one) => ({ ...one, type: 'jsonb' as const })),
    { of: 'wakeup', name: 'subject', type: 'text' as const },
  ]) {
    const rows = await send(
      tx,
      sql`select ctid::text as row, ${sql.ref(name)}::text as value from ${sql.table(of)}
        where ${sql.ref(name)}::text ~ '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:'`,
    )
    const moved = rows.map(
      ({ row, value }) => sql`(${String(row)}::tid, ${moveTimesIn(String(value), days)}::text)`,
    )
    const typed = type === 'jsonb' ? sql`made.value::jsonb` : sql`made.value`
    for (const some of toChunks(moved))
      await send(
        tx,
        sql`update ${sql.table(of)} set ${sql.ref(name)} = ${typed}
          from (values ${sql.join(some)}) as made (place, value) where ${sql.table(of)}.ctid = made.place`,
      )
  }
}

/** The text with the date of each time in it that many days later. */
export const moveTimesIn = (text: string, days: number): string =>
  text.replace(/\d{4}-\d\d-\d\d(?=T\d\d:)/g, (date) =>
    toIso(addMs(fromIso(`${date}T00:00:00.000Z`), days * msPerDay)).slice(0, 10),
  )
