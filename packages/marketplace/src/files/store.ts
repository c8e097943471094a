import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import { toTimestamptz, lockName } from '../platform/index.ts'
import type { Db, PlatformTables, Tx } from '../platform/index.ts'
import { sweepWakeup } from './schema.ts'
import type { FileOwner, KeptFile } from './schema.ts'
import type { FileTables } from './tables.ts'

const columns = ['id', 'kind', 'owner', 'name', 'media_type', 'bytes', 'sha256', 'created_at'] as const

const fromRow = (row: FileTables['file']): KeptFile => ({
  id: row.id,
  kind: row.kind,
  owner: row.owner,
  name: row.name,
  mediaType: row.media_type,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  createdAt: row.created_at,
})

export async function insert(tx: Tx, file: KeptFile): Promise<void> {
  await tx
    .withTables<FileTables>()
    .insertInto('file')
    .values({
      id: file.id,
      kind: file.kind,
      owner: file.owner,
      name: file.name,
      media_type: file.mediaType,
      bytes: BigInt(file.bytes),
      sha256: file.sha256,
      created_at: toTimestamptz(file.createdAt),
    } as never)
    .execute()
}

export async function find(db: Db, id: Id<'fil'>): Promise<KeptFile | undefined> {
  const row = await db
    .withTables<FileTables>()
    .selectFrom('file')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Loads files to detach or remove them; other transactions that attach, detach or remove them wait. */
export async function lock(tx: Tx, ids: readonly Id<'fil'>[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  return (await select(tx, ids).forUpdate().execute()).map(fromRow)
}

/**
 * Loads files to attach them: they cannot be detached or removed meanwhile. Others may attach them too, as payments of
 * one product do with the files of its template.
 */
export async function holdAll(tx: Tx, ids: readonly Id<'fil'>[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  return (await select(tx, ids).forKeyShare().execute()).map(fromRow)
}

const select = (tx: Tx, ids: readonly Id<'fil'>[]) =>
  tx
    .withTables<FileTables>()
    .selectFrom('file')
    .select(columns)
    .where('id', 'in', [...ids])
    .orderBy('id')

/**
 * Transactions that count the files of one owner or subject run one after the other, so counts are of committed rows.
 */
export const waitForTurn = (tx: Tx, whose: string): Promise<void> => lockName(tx, `file:${whose}`)

/**
 * Counts the files of an owner that nothing uses: each has a wake-up, so that the many in use are not read. Those that
 * this transaction itself has kept or detached have none yet.
 */
export async function countUnused(db: Db, owner: FileOwner): Promise<number> {
  const { count } = await db
    .withTables<FileTables & Pick<PlatformTables, 'wakeup'>>()
    .selectFrom('wakeup')
    .innerJoin('file', (join) => join.on(sql<boolean>`file.id = wakeup.subject`))
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('wakeup.kind', '=', sweepWakeup)
    .where('file.owner', '=', owner)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('file_use').select('file_id').whereRef('file_use.file_id', '=', 'file.id'))),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function remove(tx: Tx, id: Id<'fil'>): Promise<void> {
  await tx.withTables<FileTables>().deleteFrom('file').where('id', '=', id).execute()
}

export async function insertUses(tx: Tx, ids: readonly Id<'fil'>[], subject: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<FileTables>()
    .insertInto('file_use')
    .values(ids.map((id) => ({ file_id: id, subject })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeUses(tx: Tx, ids: readonly Id<'fil'>[], subject: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<FileTables>()
    .deleteFrom('file_use')
    .where('subject', '=', subject)
    .where('file_id', 'in', [...ids])
    .execute()
}

export async function isUsed(db: Db, id: Id<'fil'>): Promise<boolean> {
  const query = db.withTables<FileTables>().selectFrom('file_use').select('file_id')
  return (await query.where('file_id', '=', id).limit(1).executeTakeFirst()) !== undefined
}

/** The subjects that use a file. */
export async function listSubjects(db: Db, id: Id<'fil'>): Promise<string[]> {
  const query = db.withTables<FileTables>().selectFrom('file_use').select('subject')
  return (await query.where('file_id', '=', id).orderBy('subject').execute()).map(({ subject }) => subject)
}

/** The files of subjects, in the order of their upload. */
export async function listOfSubjects(
  db: Db,
  subjects: readonly string[],
  kind?: string,
): Promise<{ readonly subject: string; readonly file: KeptFile }[]> {
  let query = db
    .withTables<FileTables>()
    .selectFrom('file_use')
    .innerJoin('file', 'file.id', 'file_use.file_id')
    .select(columns)
    .select('file_use.subject')
    .where('file_use.subject', '=', sql<string>`any(${[...subjects]}::text[])`)
  if (kind !== undefined) query = query.where('file.kind', '=', kind)
  const rows = await query.orderBy('file.id').execute()
  return rows.map(({ subject, ...row }) => ({ subject, file: fromRow(row) }))
}
