import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { ScimToken } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const fromRow = (row: DirectoryTables['scim_token']): ScimToken =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id,
    name: row.name,
    ending: row.ending,
    createdBy: row.created_by,
    createdAt: row.created_at,
    usedAt: row.used_wall_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  })

const select = (db: Db) =>
  db.withTables<DirectoryTables>().selectFrom('scim_token').selectAll().where('revoked_at', 'is', null)

/** Those that can be used, newest first. */
export async function list(db: Db, enterpriseId: Id<'ent'>): Promise<ScimToken[]> {
  const rows = await select(db).where('enterprise_id', '=', enterpriseId).orderBy('id', 'desc').execute()
  return rows.map(fromRow)
}

/** One that can be used. */
export async function findByDigest(db: Db, digest: string): Promise<ScimToken | undefined> {
  const row = await select(db).where('digest', '=', digest).executeTakeFirst()
  return row && fromRow(row)
}

export async function noteUse(tx: Tx, id: Id<'sct'>, at: WallInstant): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .updateTable('scim_token')
    .set({ used_wall_at: toTimestamptz(at) })
    .where('id', '=', id)
    .execute()
}

export async function insert(tx: Tx, of: ScimToken, digest: string): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .insertInto('scim_token')
    .values({
      id: of.id,
      enterprise_id: of.enterpriseId,
      name: of.name,
      digest,
      ending: of.ending,
      created_by: of.createdBy,
      created_at: toTimestamptz(of.createdAt),
      used_wall_at: null,
      revoked_at: null,
    })
    .execute()
}

/** Whether it could be used until now. */
export async function revoke(
  tx: Tx,
  of: { readonly enterpriseId: Id<'ent'>; readonly id: Id<'sct'>; readonly at: Instant },
): Promise<ScimToken | undefined> {
  const row = await tx
    .withTables<DirectoryTables>()
    .updateTable('scim_token')
    .set({ revoked_at: toTimestamptz(of.at) })
    .where('id', '=', of.id)
    .where('enterprise_id', '=', of.enterpriseId)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function revokeAll(tx: Tx, enterpriseId: Id<'ent'>, at: Instant): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .updateTable('scim_token')
    .set({ revoked_at: toTimestamptz(at) })
    .where('enterprise_id', '=', enterpriseId)
    .where('revoked_at', 'is', null)
    .execute()
}
