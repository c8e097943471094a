import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Db, Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import { fromCall } from './columns.ts'
import type { CallTables } from '../tables.ts'

/**
 * The buyers whose live calls go through this channel now. The caller holds the lock of the gate, so that two of them
 * see each other.
 */
export async function listLiveAskers(tx: Tx, channelId: Id<'chn'>): Promise<(Id<'byr'> | null)[]> {
  const rows = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .select('asker')
    .where('channel_id', '=', channelId)
    .where('state', '=', 'sending')
    .where('live', '=', true)
    .execute()
  return rows.map(({ asker }) => asker)
}

/** The waiting calls of these lanes, in their order. */
export async function listWaiting(tx: Tx, lanes: readonly string[]): Promise<Call[]> {
  const rows = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .selectAll()
    .where('lane', 'in', lanes)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute()
  return rows.map(fromCall)
}

/** The answer that was kept of one attempt. */
export const findAttempt = (db: Db, callId: Id<'cal'>, n: number) =>
  db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .select(['started_at', 'reply_sealed', 'verdict'])
    .where('call_id', '=', callId)
    .where('n', '=', n)
    .executeTakeFirst()

/** One attempt of a seller’s call, the newest unless `n` says which, with the call itself. */
export async function findSellersAttempt(
  db: Db,
  { callId, sellerId, n }: { callId: Id<'cal'>; sellerId: Id<'sel'>; n: number | undefined },
) {
  const call = await db
    .withTables<CallTables>()
    .selectFrom('call')
    .selectAll()
    .where('id', '=', callId)
    .where('seller_id', '=', sellerId)
    .executeTakeFirst()
  if (!call) return undefined
  const attempts = db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .select(['n', 'request_sealed', 'reply_sealed'])
    .where('call_id', '=', callId)
    .orderBy('n', 'desc')
    .limit(1)
  const row = await (n === undefined ? attempts : attempts.where('n', '=', n)).executeTakeFirst()
  return row && { call: fromCall(call), ...row }
}

export type AttemptRow = CallTables['attempt'] & { protocol: CallTables['call']['protocol'] }

/** A call's newest attempts, newest first. */
export async function listAttempts(db: Db, callId: Id<'cal'>, most: number): Promise<AttemptRow[]> {
  return db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .innerJoin('call', 'call.id', 'attempt.call_id')
    .selectAll('attempt')
    .select('call.protocol')
    .where('call_id', '=', callId)
    .orderBy('n', 'desc')
    .limit(most)
    .execute()
}

export type LastTried = { readonly startedAt: Instant; readonly verdict: Verdict }

/** The newest attempt of a call that has ended, and that we did not abort ourselves. */
export async function findLastTried(db: Db, callId: Id<'cal'>): Promise<LastTried | undefined> {
  const row = await db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .select(['started_at as startedAt', 'verdict'])
    .where('call_id', '=', callId)
    .where(sql<boolean>`verdict ->> 'code' <> 'interrupted'`)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.verdict ? { startedAt: row.startedAt, verdict: row.verdict } : undefined
}

/** How many attempts of each of these calls we aborted ourselves; calls without one are left out. */
export async function countInterrupted(
  db: Db,
  callIds: readonly Id<'cal'>[],
): Promise<ReadonlyMap<Id<'cal'>, number>> {
  if (callIds.length === 0) return new Map()
  const rows = await db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .select(['call_id', sql<number>`count(*)::int`.as('count')])
    .where('call_id', 'in', callIds)
    .where(sql<boolean>`verdict ->> 'code' = 'interrupted'`)
    .groupBy('call_id')
    .execute()
  return new Map(rows.map((row) => [row.call_id, row.count]))
}

/** Whether a call has an attempt without a result, or with another one than these. */
export async function hasAttempt(
  db: Db,
  callId: Id<'cal'>,
  { otherThan }: { readonly otherThan: readonly string[] },
): Promise<boolean> {
  const row = await db
    .withTables<CallTables>()
    .selectFrom('attempt')
    .select('n')
    .where('call_id', '=', callId)
    .where(
      sql<boolean>`(verdict is null or not (verdict ->> 'code' = any(${sql.val([...otherThan])}::text[])))`,
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
