import { toTimestamptz } from '../../platform/index.ts'
import { sql } from 'kysely'
import type { Id, WallInstant } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { PersonInvitation } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const fromRow = (row: DirectoryTables['person_invitation']): PersonInvitation => ({
  id: row.id,
  personId: row.person_id,
  email: row.email,
  invitedBy: row.invited_by,
  invitedAt: row.created_wall_at,
  expiresAt: row.expires_wall_at,
})

const select = (db: Db) => db.withTables<DirectoryTables>().selectFrom('person_invitation').selectAll()

/** Takes the place of an earlier one of the person. */
export async function replace(tx: Tx, of: PersonInvitation, tokenDigest: string): Promise<void> {
  await remove(tx, of.personId)
  await tx
    .withTables<DirectoryTables>()
    .insertInto('person_invitation')
    .values({
      id: of.id,
      person_id: of.personId,
      token_digest: tokenDigest,
      email: of.email,
      invited_by: of.invitedBy,
      created_wall_at: toTimestamptz(of.invitedAt),
      expires_wall_at: toTimestamptz(of.expiresAt),
    })
    .execute()
}

export async function find(
  db: Db,
  by: { readonly id: Id<'lnk'> } | { readonly tokenDigest: string },
  now: WallInstant,
): Promise<PersonInvitation | undefined> {
  const open = select(db).where('expires_wall_at', '>', toTimestamptz(now))
  const row = await (
    'id' in by ? open.where('id', '=', by.id) : open.where('token_digest', '=', by.tokenDigest)
  ).executeTakeFirst()
  return row && fromRow(row)
}

/** The open ones of these people. */
export async function listByPerson(
  db: Db,
  personIds: readonly Id<'per'>[],
  now: WallInstant,
): Promise<ReadonlyMap<Id<'per'>, PersonInvitation>> {
  const rows = await select(db)
    .where('person_id', '=', sql<Id<'per'>>`any(${[...personIds]}::text[])`)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .execute()
  return new Map(rows.map((row) => [row.person_id, fromRow(row)]))
}

/** Whether there was one. */
export async function remove(tx: Tx, personId: Id<'per'>): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<DirectoryTables>()
    .deleteFrom('person_invitation')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
