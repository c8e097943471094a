import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { DurationMs, Instant, WallInstant } from '@loggia/kernel'
import { toTimestamptz, keptPlan } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { ClockTables } from './tables.ts'

/** The stored clock. */
export type KeptClock = {
  readonly aheadMs: DurationMs
  readonly movedBy?: string
  /** A move that began and has not ended. */
  readonly moving?: { readonly from: Instant; readonly target: Instant }
}

export async function read(db: Db): Promise<KeptClock> {
  const row = await db
    .withTables<ClockTables>()
    .selectFrom('market_clock')
    .select(['ahead_ms', 'moved_by', 'moving_from', 'moving_to'])
    .executeTakeFirst()
  if (!row) return { aheadMs: 0 }
  const { moving_from: from, moving_to: target, moved_by: movedBy } = row
  return omitUndefined({
    aheadMs: Number(row.ahead_ms),
    movedBy: movedBy ?? undefined,
    moving: from !== null && target !== null ? { from, target } : undefined,
  })
}

/** Records the beginning of a move. */
export async function begin(
  tx: Tx,
  move: {
    readonly from: Instant
    readonly target: Instant
    readonly by: string
    readonly wallAt: WallInstant
    readonly aheadMs: DurationMs
  },
): Promise<void> {
  const row = {
    ahead_ms: BigInt(move.aheadMs),
    moved_by: move.by,
    moved_wall_at: toTimestamptz(move.wallAt),
    moving_from: toTimestamptz(move.from),
    moving_to: toTimestamptz(move.target),
  }
  await tx
    .withTables<ClockTables>()
    .insertInto('market_clock')
    .values({ one: true, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}

/** Saves each instant of a move before anything is done there. */
export async function saveAhead(db: Db, aheadMs: DurationMs): Promise<void> {
  await sql`${keptPlan}update market_clock set ahead_ms = ${aheadMs}::bigint`.execute(
    db.withTables<ClockTables>(),
  )
}

/** Records the end of a move. */
export async function end(tx: Tx, aheadMs: DurationMs): Promise<void> {
  await tx
    .withTables<ClockTables>()
    .updateTable('market_clock')
    .set({ ahead_ms: BigInt(aheadMs), moving_from: null, moving_to: null })
    .execute()
}
