import { omitUndefined } from '@loggia/kernel'
import type { DurationMs, Id, Instant, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { InterfaceClass, Key } from '../schema.ts'
import type { AccessTables } from '../tables.ts'

const fromKey = (row: Omit<AccessTables['access_key'], 'secret_sealed' | 'used_wall_at'>): Key =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    interfaceClass: row.interface_class,
    hint: row.hint,
    createdAt: row.created_at,
    name: row.name,
    replacedBy: row.replaced_by ?? undefined,
    endsAt: row.ends_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  })
const keyColumns = [
  'id',
  'seller_id',
  'interface_class',
  'hint',
  'created_at',
  'name',
  'replaced_by',
  'ends_at',
  'ended_at',
] as const

export async function insertKey(tx: Tx, key: Key, sealed: Uint8Array): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .insertInto('access_key')
    .values({
      id: key.id,
      seller_id: key.sellerId,
      interface_class: key.interfaceClass,
      secret_sealed: sealed,
      hint: key.hint,
      created_at: toTimestamptz(key.createdAt),
      name: key.name,
    })
    .execute()
}

export async function saveKey(tx: Tx, key: Key): Promise<void> {
  const at = (time: Instant | undefined) => (time === undefined ? null : toTimestamptz(time))
  await tx
    .withTables<AccessTables>()
    .updateTable('access_key')
    .set({
      name: key.name,
      replaced_by: key.replacedBy ?? null,
      ends_at: at(key.endsAt),
      ended_at: at(key.endedAt),
    })
    .where('id', '=', key.id)
    .execute()
}

/** Notes that keys have signed calls; a later use within `withinMs` writes nothing. */
export async function noteUsed(
  db: Db,
  ids: readonly Id<'key'>[],
  { now, withinMs }: { readonly now: WallInstant; readonly withinMs: DurationMs },
): Promise<void> {
  await db
    .withTables<AccessTables>()
    .updateTable('access_key')
    .set({ used_wall_at: toTimestamptz(now) })
    .where('id', 'in', [...ids])
    .where((of) =>
      of.or([
        of('used_wall_at', 'is', null),
        of('used_wall_at', '<', toTimestamptz((now - withinMs) as WallInstant)),
      ]),
    )
    .execute()
}

/** Whether another key is to be replaced by this one. */
export async function isSuccessor(db: Db, id: Id<'key'>): Promise<boolean> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select('id')
    .where('replaced_by', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Loads a key so that it is neither deleted nor bound meanwhile. */
export async function lockKey(tx: Tx, id: Id<'key'>): Promise<Key | undefined> {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select(keyColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && fromKey(row)
}

export async function findLatestKey(
  db: Db,
  sellerId: Id<'sel'>,
  interfaceClass: InterfaceClass,
): Promise<Key | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select(keyColumns)
    .where('seller_id', '=', sellerId)
    .where('interface_class', '=', interfaceClass)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromKey(row)
}

export async function findSealed(db: Db, id: Id<'key'>): Promise<Uint8Array | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select('secret_sealed')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.secret_sealed
}

export async function findKeyOwner(db: Db, id: Id<'key'>): Promise<Id<'sel'> | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select('seller_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.seller_id
}

/** A seller’s newest keys with their sealed secrets. */
export async function listSealedKeys(
  db: Db,
  sellerId: Id<'sel'>,
  most: number,
): Promise<{ key: Key; sealed: Uint8Array }[]> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select([...keyColumns, 'secret_sealed'])
    .where('seller_id', '=', sellerId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ key: fromKey(row), sealed: row.secret_sealed }))
}

export async function deleteKey(tx: Tx, id: Id<'key'>): Promise<void> {
  await tx.withTables<AccessTables>().deleteFrom('access_key').where('id', '=', id).execute()
}
