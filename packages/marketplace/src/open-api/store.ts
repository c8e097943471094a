import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Failures, OpenApiKey } from './schema.ts'
import type { OpenApiTables } from './tables.ts'

type Row = Omit<OpenApiTables['open_api_key'], 'secret_sealed'>

const columns = [
  'id',
  'seller_id',
  'name',
  'access_key_id',
  'enabled',
  'created_at',
  'last_used_at',
  'locked_until_wall_at',
  'told_wall_at',
  'refused_wall_at',
  'refused_because',
] as const

const refusedOf = ({ refused_wall_at, refused_because }: Row): Pick<OpenApiKey, 'refused'> =>
  refused_wall_at === null || refused_because === null
    ? {}
    : { refused: { at: refused_wall_at, because: refused_because } }

const fromRow = (row: Row): OpenApiKey =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    name: row.name,
    accessKeyId: row.access_key_id,
    enabled: row.enabled,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    lockedUntil: row.locked_until_wall_at ?? undefined,
    toldAt: row.told_wall_at ?? undefined,
    ...refusedOf(row),
  })

const tables = (db: Db) => db.withTables<OpenApiTables>()

export async function insert(tx: Tx, key: OpenApiKey, sealed: Uint8Array): Promise<void> {
  await tables(tx)
    .insertInto('open_api_key')
    .values({
      id: key.id,
      seller_id: key.sellerId,
      name: key.name,
      access_key_id: key.accessKeyId,
      secret_sealed: sealed,
      enabled: key.enabled,
      created_at: toTimestamptz(key.createdAt),
      last_used_at: null,
      locked_until_wall_at: null,
      told_wall_at: null,
      refused_wall_at: null,
      refused_because: null,
    })
    .execute()
}

export async function save(tx: Tx, key: OpenApiKey): Promise<void> {
  await tables(tx)
    .updateTable('open_api_key')
    .set({
      name: key.name,
      enabled: key.enabled,
      last_used_at: key.lastUsedAt === undefined ? null : toTimestamptz(key.lastUsedAt),
      locked_until_wall_at: key.lockedUntil === undefined ? null : toTimestamptz(key.lockedUntil),
      told_wall_at: key.toldAt === undefined ? null : toTimestamptz(key.toldAt),
      refused_wall_at: key.refused === undefined ? null : toTimestamptz(key.refused.at),
      refused_because: key.refused?.because ?? null,
    })
    .where('id', '=', key.id)
    .execute()
}

/** Locks a key for change. */
export async function lock(tx: Tx, id: Id<'oak'>): Promise<OpenApiKey | undefined> {
  const row = await tables(tx)
    .selectFrom('open_api_key')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

type Place = { readonly keyId: Id<'oak'>; readonly place: string }

export async function findFailures(db: Db, { keyId, place }: Place): Promise<Failures | undefined> {
  const row = await tables(db)
    .selectFrom('open_api_key_failure')
    .selectAll()
    .where('key_id', '=', keyId)
    .where('place', '=', place)
    .executeTakeFirst()
  return (
    row &&
    omitUndefined({
      failures: row.failures,
      failedAt: row.failed_wall_at,
      lockedUntil: row.locked_until_wall_at ?? undefined,
    })
  )
}

/** The caller must hold the lock of the key. */
export async function saveFailures(tx: Tx, { keyId, place }: Place, of: Failures): Promise<void> {
  const counted = {
    failures: of.failures,
    failed_wall_at: toTimestamptz(of.failedAt),
    locked_until_wall_at: of.lockedUntil === undefined ? null : toTimestamptz(of.lockedUntil),
  }
  await tables(tx)
    .insertInto('open_api_key_failure')
    .values({ key_id: keyId, place, ...counted })
    .onConflict((conflict) => conflict.columns(['key_id', 'place']).doUpdateSet(counted))
    .execute()
}

export async function forgetFailures(db: Db, { keyId, place }: Place): Promise<void> {
  await tables(db)
    .deleteFrom('open_api_key_failure')
    .where('key_id', '=', keyId)
    .where('place', '=', place)
    .execute()
}

/** Deletes all failures of a key, or those before a time. */
export async function forgetFailuresOf(tx: Tx, keyId: Id<'oak'>, before?: WallInstant): Promise<void> {
  const all = tables(tx).deleteFrom('open_api_key_failure').where('key_id', '=', keyId)
  await (before === undefined ? all : all.where('failed_wall_at', '<', toTimestamptz(before))).execute()
}

/** The key of a request, with its sealed secret. */
export async function findByAccessKeyId(
  db: Db,
  accessKeyId: string,
): Promise<{ key: OpenApiKey; sealed: Uint8Array } | undefined> {
  const row = await tables(db)
    .selectFrom('open_api_key')
    .selectAll()
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst()
  return row && { key: fromRow(row), sealed: row.secret_sealed }
}

export async function findSealed(
  db: Db,
  id: Id<'oak'>,
): Promise<{ accessKeyId: string; sealed: Uint8Array } | undefined> {
  const row = await tables(db)
    .selectFrom('open_api_key')
    .select(['access_key_id', 'secret_sealed'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { accessKeyId: row.access_key_id, sealed: row.secret_sealed }
}

/** The seller's key with the newest refusal since a time. */
export async function findRefused(
  db: Db,
  { sellerId, since }: { readonly sellerId: Id<'sel'>; readonly since: WallInstant },
): Promise<OpenApiKey | undefined> {
  const row = await tables(db)
    .selectFrom('open_api_key')
    .select(columns)
    .where('seller_id', '=', sellerId)
    .where('refused_wall_at', '>=', toTimestamptz(since))
    .orderBy('refused_wall_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function remove(tx: Tx, id: Id<'oak'>): Promise<void> {
  await tables(tx).deleteFrom('open_api_key').where('id', '=', id).execute()
}

export async function count(db: Db, sellerId: Id<'sel'>): Promise<number> {
  const row = await tables(db)
    .selectFrom('open_api_key')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('seller_id', '=', sellerId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** A seller's keys, newest first, one more than the limit. */
export async function list(db: Db, sellerId: Id<'sel'>, page: PageRequest): Promise<OpenApiKey[]> {
  const keys = tables(db).selectFrom('open_api_key').select(columns).where('seller_id', '=', sellerId)
  const rest = page.after === undefined ? keys : keys.where('id', '<', toCursor(page.after, 'oak'))
  const rows = await rest
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}
