import { sql } from 'kysely'
import { fromDays } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { withPartyTables } from './handle.ts'

/** Longer than any token of an app counts (oauth.md §8). */
const sessionRowsKept = fromDays(31)

/**
 * Deletes sign-ins that wait and counts that have expired, and sessions some time after they have: what apps got by a
 * session ends with its row, and may go on when nobody ended the session.
 */
export async function deleteEnded(tx: Tx, now: WallInstant, windowsBefore: WallInstant): Promise<void> {
  const sessionsBefore = toTimestamptz((now - sessionRowsKept) as WallInstant)
  await withPartyTables(tx).deleteFrom('session').where('expires_wall_at', '<=', sessionsBefore).execute()
  await withPartyTables(tx)
    .deleteFrom('sign_in_step')
    .where('expires_wall_at', '<=', toTimestamptz(now))
    .execute()
  await withPartyTables(tx)
    .deleteFrom('sign_in_limit')
    .where('window_wall_at', '<=', toTimestamptz(windowsBefore))
    .execute()
}

/**
 * Counts a try before it is judged, so that a hundred tries at once do not all read a count of nine. A window that
 * began at or before `windowsBefore` is over, and a new one begins.
 */
export async function countTry(
  db: Db,
  subject: string,
  times: { now: WallInstant; windowsBefore: WallInstant },
): Promise<{ failures: number; windowAt: WallInstant }> {
  const isOver = sql<boolean>`sign_in_limit.window_wall_at <= ${toTimestamptz(times.windowsBefore)}`
  const row = await withPartyTables(db)
    .insertInto('sign_in_limit')
    .values({ subject, failures: 1, window_wall_at: toTimestamptz(times.now) })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        failures: sql<number>`case when ${isOver} then 1 else sign_in_limit.failures + 1 end`,
        window_wall_at: sql<WallInstant>`case when ${isOver} then ${toTimestamptz(times.now)} else sign_in_limit.window_wall_at end`,
      }),
    )
    .returning(['failures', 'window_wall_at'])
    .executeTakeFirstOrThrow()
  return { failures: row.failures, windowAt: row.window_wall_at }
}

/** The present count; 0 if its window is over. */
export async function readTries(
  db: Db,
  subject: string,
  windowsBefore: WallInstant,
): Promise<{ failures: number; windowAt: WallInstant }> {
  const row = await withPartyTables(db)
    .selectFrom('sign_in_limit')
    .select(['failures', 'window_wall_at'])
    .where('subject', '=', subject)
    .where('window_wall_at', '>', toTimestamptz(windowsBefore))
    .executeTakeFirst()
  return { failures: row?.failures ?? 0, windowAt: row?.window_wall_at ?? windowsBefore }
}

/**
 * Takes the turn and returns undefined. If the last turn was taken after `notAfter`, returns the time of that turn
 * instead.
 */
export async function takeTurn(
  db: Db,
  subject: string,
  times: { now: WallInstant; notAfter: WallInstant },
): Promise<WallInstant | undefined> {
  const now = toTimestamptz(times.now)
  const taken = await withPartyTables(db)
    .insertInto('sign_in_limit')
    .values({ subject, failures: 0, window_wall_at: now })
    .onConflict((conflict) =>
      conflict
        .column('subject')
        .doUpdateSet({ window_wall_at: now })
        .where('sign_in_limit.window_wall_at', '<=', toTimestamptz(times.notAfter)),
    )
    .returning('subject')
    .executeTakeFirst()
  if (taken) return undefined
  const query = withPartyTables(db).selectFrom('sign_in_limit').select('window_wall_at')
  return (await query.where('subject', '=', subject).executeTakeFirst())?.window_wall_at
}

/** Subtracts tries that turned out not to be failures. */
export async function forgiveTries(db: Db, subject: string, tries: number): Promise<void> {
  await withPartyTables(db)
    .updateTable('sign_in_limit')
    .set({ failures: sql<number>`greatest(failures - ${tries}, 0)` })
    .where('subject', '=', subject)
    .execute()
}

export async function forgetTries(tx: Tx, subject: string): Promise<void> {
  await withPartyTables(tx).deleteFrom('sign_in_limit').where('subject', '=', subject).execute()
}
