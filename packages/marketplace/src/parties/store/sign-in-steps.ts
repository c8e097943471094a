import type { Id, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { withPartyTables } from './handle.ts'

/** A sign-in that waits for its second factor. */
export async function insertStep(
  tx: Tx,
  step: { tokenHash: string; memberId: Id<'mbr'>; endsAt: WallInstant },
): Promise<void> {
  await withPartyTables(tx)
    .insertInto('sign_in_step')
    .values({
      token_hash: step.tokenHash,
      member_id: step.memberId,
      expires_wall_at: toTimestamptz(step.endsAt),
    })
    .execute()
}

/** The member whose sign-in waits; undefined if it is over. */
export async function findStep(db: Db, tokenHash: string, now: WallInstant): Promise<Id<'mbr'> | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('sign_in_step')
    .select('member_id')
    .where('token_hash', '=', tokenHash)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return row?.member_id
}

/** Returns false if it was finished or ended meanwhile. */
export async function useStep(tx: Tx, tokenHash: string): Promise<boolean> {
  const query = withPartyTables(tx).deleteFrom('sign_in_step').where('token_hash', '=', tokenHash)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

/** Before sessions are deleted, so that a sign-in that is being finished has its session in time to be among them. */
export async function deleteStepsOf(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
  await withPartyTables(tx).deleteFrom('sign_in_step').where('member_id', '=', memberId).execute()
}

/** Writes a challenge, in place of the holder's earlier one, and deletes those that have expired. */
export async function putChallenge(
  db: Db,
  {
    holder,
    challenge,
    now,
    endsAt,
  }: { holder: string; challenge: string; now: WallInstant; endsAt: WallInstant },
): Promise<void> {
  const tables = withPartyTables(db)
  await tables.deleteFrom('passkey_challenge').where('expires_wall_at', '<=', toTimestamptz(now)).execute()
  const values = { challenge, expires_wall_at: toTimestamptz(endsAt) }
  await tables
    .insertInto('passkey_challenge')
    .values({ holder, ...values })
    .onConflict((conflict) => conflict.column('holder').doUpdateSet(values))
    .execute()
}

/** The holder's challenge, which nobody gets again. */
export async function takeChallenge(db: Db, holder: string, now: WallInstant): Promise<string | undefined> {
  const row = await withPartyTables(db)
    .deleteFrom('passkey_challenge')
    .where('holder', '=', holder)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .returning('challenge')
    .executeTakeFirst()
  return row?.challenge
}
