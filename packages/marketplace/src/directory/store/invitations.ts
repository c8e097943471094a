import { toTimestamptz } from '../../platform/index.ts'
import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { PersonInvitation } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const fromRow = (row: DirectoryTables['person_invitation']): PersonInvitation =>
  omitUndefined({
    id: row.id,
    personId: row.person_id,
    email: row.email,
    invitedBy: row.invited_by,
    invitedAt: row.created_wall_at,
    expiresAt: row.expires_wall_at,
    acceptedBy: row.accepted_by ?? undefined,
  })

const select = (db: Db) => db.withTables<DirectoryTables>().selectFrom('person_invitation').selectAll()

/** Takes the place of an earlier one of the person. */
export async function replace(tx: Tx, of: PersonInvitation, tokenDigest: string): Promise<void> {
  const tables = tx.withTables<DirectoryTables>()
  await tables.deleteFrom('person_invitation').where('person_id', '=', of.personId).execute()
  await tables
    .insertInto('person_invitation')
    .values({
      id: of.id,
      person_id: of.personId,
      token_digest: tokenDigest,
      email: of.email,
      invited_by: of.invitedBy,
      created_wall_at: toTimestamptz(of.invitedAt),
      expires_wall_at: toTimestamptz(of.expiresAt),
      accepted_by: null,
    })
    .execute()
}

/** An open one; by its token also one that this member has accepted. */
export async function find(
  db: Db,
  by: { readonly id: Id<'lnk'> } | { readonly tokenDigest: string; readonly memberId: Id<'mbr'> },
  now: WallInstant,
): Promise<PersonInvitation | undefined> {
  const running = select(db).where('expires_wall_at', '>', toTimestamptz(now))
  const row = await (
    'id' in by
      ? running.where('id', '=', by.id).where('accepted_by', 'is', null)
      : running
          .where('token_digest', '=', by.tokenDigest)
          .where((of) => of.or([of('accepted_by', 'is', null), of('accepted_by', '=', by.memberId)]))
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
    .where('accepted_by', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.person_id, fromRow(row)]))
}

export async function markAccepted(tx: Tx, id: Id<'lnk'>, memberId: Id<'mbr'>): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .updateTable('person_invitation')
    .set({ accepted_by: memberId })
    .where('id', '=', id)
    .execute()
}

/** Whether there was an open one. */
export async function remove(tx: Tx, personId: Id<'per'>): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<DirectoryTables>()
    .deleteFrom('person_invitation')
    .where('person_id', '=', personId)
    .where('accepted_by', 'is', null)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
