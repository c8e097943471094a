import { sql } from 'kysely'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import { at, json } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Call, CallState } from '../schema.ts'
import { fromCall } from './tables.ts'
import type { CallTables } from './tables.ts'

/** The call, if this attempt still holds it; undefined when its lease was lost or it is settled already. */
export async function lockSending(tx: Tx, callId: Id<'cal'>, fence: number): Promise<Call | undefined> {
  const row = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .selectAll()
    .where('id', '=', callId)
    .where('fence', '=', fence)
    .where('state', '=', 'sending')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromCall(row)
}

export type AttemptEnd = {
  callId: Id<'cal'>
  n: number
  verdict: Verdict
  durationMs?: DurationMs
  replySealed?: Uint8Array
  late?: true
}

/**
 * Files how an attempt ended. An end that was filed stays: a late reply only adds itself, to an attempt of which nothing
 * was known; the second settle of one that was applied changes nothing.
 */
export async function endAttempt(tx: Tx, end: AttemptEnd): Promise<void> {
  const unknown = sql<boolean>`(verdict is null or verdict->>'code' = 'interrupted')`
  await tx
    .withTables<CallTables>()
    .updateTable('attempt')
    .set({
      ...(end.durationMs !== undefined && { duration_ms: end.durationMs }),
      ...(end.replySealed && { reply_sealed: end.replySealed }),
      ...(end.late && { late: true }),
      verdict: end.late ? sql<Verdict>`coalesce(verdict, ${json(end.verdict)})` : json(end.verdict),
    })
    .where('call_id', '=', end.callId)
    .where('n', '=', end.n)
    .where('reply_sealed', 'is', null)
    .$if(end.late === true, (update) => update.where(unknown))
    .execute()
}

/** Puts a call back to wait. */
export async function backToWaiting(tx: Tx, callId: Id<'cal'>, dueAt: Instant): Promise<void> {
  await tx
    .withTables<CallTables>()
    .updateTable('call')
    .set({ state: 'waiting', lease_until: null, due_at: at(dueAt) })
    .where('id', '=', callId)
    .execute()
}

/** Closes a call and lets its followers of the lane go. */
export async function close(tx: Tx, callId: Id<'cal'>, state: CallState, closedAt: Instant): Promise<void> {
  const tables = tx.withTables<CallTables>()
  await tables
    .updateTable('call')
    .set({ state, lease_until: null, closed_at: at(closedAt) })
    .where('id', '=', callId)
    .execute()
  await tables.updateTable('call').set({ blocked_by: null }).where('blocked_by', '=', callId).execute()
}

/** A call whose answer could not be applied stays open: its lane waits for an operator. */
export async function markStuck(tx: Tx, callId: Id<'cal'>): Promise<void> {
  await tx
    .withTables<CallTables>()
    .updateTable('call')
    .set({ state: 'stuck', lease_until: null })
    .where('id', '=', callId)
    .execute()
}

/** Live calls of this seller that are under way; their row locks make two at once count each other. */
export async function countLive(tx: Tx, sellerId: Id<'sel'>): Promise<number> {
  const { n } = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .select((call) => call.fn.countAll<bigint>().as('n'))
    .where('seller_id', '=', sellerId)
    .where('state', '=', 'sending')
    .where('live', '=', true)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function lockGate(tx: Tx, sellerId: Id<'sel'>): Promise<void> {
  await tx
    .withTables<CallTables>()
    .selectFrom('gate')
    .select('seller_id')
    .where('seller_id', '=', sellerId)
    .forUpdate()
    .execute()
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
