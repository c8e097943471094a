import type { Id } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Holding, Medium, Purpose } from './schema.ts'
import type { MediaTables } from './tables.ts'
import type { PartyTables } from '../parties/index.ts'

const columns = ['id', 'seller_id', 'purpose', 'sha256', 'type', 'files', 'created_at'] as const
type Row = Pick<MediaTables['media'], (typeof columns)[number]>

const fromRow = (row: Row): Medium => ({
  id: row.id,
  sellerId: row.seller_id,
  purpose: row.purpose,
  sha256: row.sha256,
  type: row.type,
  files: row.files,
  createdAt: row.created_at,
})

export async function insert(tx: Tx, medium: Medium): Promise<void> {
  const [largest] = medium.files
  await tx
    .withTables<MediaTables>()
    .insertInto('media')
    .values({
      id: medium.id,
      seller_id: medium.sellerId,
      purpose: medium.purpose,
      sha256: medium.sha256,
      type: medium.type,
      width: largest.width,
      height: largest.height,
      bytes: sumBytes(medium),
      files: toJsonb(medium.files),
      created_at: toTimestamptz(medium.createdAt),
    } as never)
    .execute()
}

/** The bytes of all sizes together. */
export const sumBytes = ({ files }: Pick<Medium, 'files'>): bigint =>
  files.reduce((sum, file) => sum + BigInt(file.bytes), 0n)

/** Serialises the uploads of one seller, so that the quota is checked against committed rows. */
export async function lockSeller(tx: Tx, sellerId: Id<'sel'>): Promise<void> {
  await tx
    .withTables<Pick<PartyTables, 'seller'>>()
    .selectFrom('seller')
    .select('id')
    .where('id', '=', sellerId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function findSame(
  db: Db,
  { sellerId, purpose, sha256 }: Pick<Medium, 'sellerId' | 'purpose' | 'sha256'>,
): Promise<Medium | undefined> {
  const row = await db
    .withTables<MediaTables>()
    .selectFrom('media')
    .select(columns)
    .where('seller_id', '=', sellerId)
    .where('purpose', '=', purpose)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Loads and locks media, so that nobody else attaches or deletes them meanwhile. */
export async function lock(tx: Tx, ids: readonly Id<'med'>[]): Promise<Medium[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .withTables<MediaTables>()
    .selectFrom('media')
    .select(columns)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(fromRow)
}

export async function listBySeller(
  db: Db,
  sellerId: Id<'sel'>,
  page: { readonly limit: number; readonly after?: Id<'med'>; readonly purpose?: Purpose },
): Promise<(Medium & { readonly uses: readonly string[] })[]> {
  let query = db
    .withTables<MediaTables>()
    .selectFrom('media')
    .select(columns)
    .where('seller_id', '=', sellerId)
    .orderBy('id', 'desc')
    // One more than the limit shows whether there is a next page.
    .limit(page.limit + 1)
  if (page.after !== undefined) query = query.where('id', '<', page.after)
  if (page.purpose !== undefined) query = query.where('purpose', '=', page.purpose)
  const media = (await query.execute()).map(fromRow)
  const uses = await listUses(
    db,
    media.map((medium) => medium.id),
  )
  return media.map((medium) => ({
    ...medium,
    uses: uses.filter((use) => use.media_id === medium.id).map((use) => use.subject),
  }))
}

export async function findHolding(db: Db, sellerId: Id<'sel'>): Promise<Holding> {
  const row = await db
    .withTables<MediaTables>()
    .selectFrom('media')
    .select((eb) => [eb.fn.countAll<bigint>().as('count'), eb.fn.sum<string | null>('bytes').as('bytes')])
    .where('seller_id', '=', sellerId)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), bytes: Number(row.bytes ?? 0) }
}

export async function remove(tx: Tx, id: Id<'med'>): Promise<void> {
  await tx.withTables<MediaTables>().deleteFrom('media').where('id', '=', id).execute()
}

export async function insertUses(tx: Tx, ids: readonly Id<'med'>[], subject: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<MediaTables>()
    .insertInto('media_use')
    .values(ids.map((id) => ({ media_id: id, subject })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeUses(tx: Tx, ids: readonly Id<'med'>[], subject: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<MediaTables>()
    .deleteFrom('media_use')
    .where('subject', '=', subject)
    .where('media_id', 'in', [...ids])
    .execute()
}

export function listUses(db: Db, ids: readonly Id<'med'>[]): Promise<MediaTables['media_use'][]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .withTables<MediaTables>()
    .selectFrom('media_use')
    .selectAll()
    .where('media_id', 'in', [...ids])
    .orderBy('subject')
    .execute()
}

/** The ids of the media that a subject shows. */
export async function listIdsOf(db: Db, subject: string): Promise<Id<'med'>[]> {
  const query = db.withTables<MediaTables>().selectFrom('media_use').select('media_id')
  return (await query.where('subject', '=', subject).execute()).map((row) => row.media_id)
}

/** The purposes of the media that a subject shows. */
export async function listPurposesOf(db: Db, subject: string): Promise<Purpose[]> {
  const rows = await db
    .withTables<MediaTables>()
    .selectFrom('media_use')
    .innerJoin('media', 'media.id', 'media_use.media_id')
    .select('media.purpose')
    .where('media_use.subject', '=', subject)
    .execute()
  return rows.map((row) => row.purpose)
}
