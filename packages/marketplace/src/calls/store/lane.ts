import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz, insertRows, keptPlan, toMoment } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import { fromCall } from './columns.ts'
import type { CallTables } from '../tables.ts'

/**
 * The last open call of each of these lanes, locked so that it cannot be closed meanwhile: a settle unblocks followers
 * by a statement that does not see a follower which is not committed yet.
 */
export async function findLastOfLanes(
  tx: Tx,
  lanes: readonly string[],
): Promise<ReadonlyMap<string, Id<'cal'>>> {
  // The last call is the one that blocks no other. The order of ids does not tell: they carry the time of the node that
  // made them, and clocks differ.
  const rows = await tx.send(sql<{ id: Id<'cal'>; lane: string }>`${keptPlan}
    select c.id, c.lane from call c
    where c.lane = any(${[...lanes]}::text[]) and c.state in ('waiting', 'sending', 'stuck')
      and not exists (select from call follower where follower.blocked_by = c.id)
    order by c.id for share of c`)
  return new Map(rows.map(({ id, lane }) => [lane, id]))
}

/**
 * Locks the calls of the lane that a newer one may supersede: waiting and stopped ones. They are locked in the order in
 * which they are sent, those under way first, so that none of them is settled and unblocks its follower while the
 * follower is being closed.
 */
export async function lockNeedless(tx: Tx, lane: string): Promise<Call[]> {
  const rows = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .selectAll()
    .where('lane', '=', lane)
    .where('state', 'in', ['waiting', 'sending', 'stopped'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(fromCall).filter((call) => call.state !== 'sending')
}

/** Adds waiting calls, each with the call that blocks it. */
export const insertAll = (
  tx: Tx,
  calls: readonly { readonly call: Call; readonly blockedBy: Id<'cal'> | undefined }[],
): Promise<void> =>
  insertRows(
    tx,
    'call',
    calls.map(({ call, blockedBy }) => ({
      id: call.id,
      seller_id: call.sellerId,
      channel_id: call.channelId,
      product_id: call.productId,
      lane: call.lane ?? null,
      subject: call.subject,
      operation: call.operation,
      operation_kind: call.operation.kind,
      protocol: call.protocol,
      state: 'waiting',
      live: call.live,
      asker: call.asker ?? null,
      created_at: toMoment(call.createdAt),
      due_at: toMoment(call.dueAt),
      window_starts_at: toMoment(call.windowStartsAt),
      window_ends_at: toMoment(call.windowEndsAt),
      window_runs: call.windowRuns,
      parked_before_ms: call.parkedBeforeMs,
      blocked_by: blockedBy ?? null,
      fence: 0,
      open_failure: false,
      restarted_from: call.restartedFrom ?? null,
    })),
  )

/**
 * Locks a call for a change, and with it the open calls of its lane, those under way first. The followers of a call
 * that is closed here are passed on to the call before it; if that one were closed at the same time, they would stay
 * blocked.
 */
export async function lock(tx: Tx, callId: Id<'cal'>): Promise<Call | undefined> {
  await tx.send(sql`
    select id from call where lane = (select lane from call where id = ${callId}) and state in ('waiting', 'sending', 'stuck')
    order by blocked_by nulls first, id for no key update`)
  const query = tx.withTables<CallTables>().selectFrom('call').selectAll().where('id', '=', callId)
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromCall(row)
}

/** The windows of calls that are under way are over, and they are not started again by hand. */
export const endWindows = (
  tx: Tx,
  { lane, kinds, at }: { readonly lane: string; readonly kinds: readonly string[]; readonly at: Instant },
): Promise<void> =>
  tx.write(sql`${keptPlan}
    update call set window_runs = true, window_ends_at = ${toTimestamptz(at)}
    where lane = ${lane} and operation_kind = any(${[...kinds]}::text[]) and state = 'sending'`)

/** Moves a waiting call to the front of its gate, due now at the latest. */
export async function moveToFront(tx: Tx, call: Pick<Call, 'id' | 'channelId'>, now: Instant): Promise<void> {
  await sql`
    update call set due_at = least(${toTimestamptz(now)}, (
      select min(due_at) - interval '1 millisecond' from call
      where channel_id = ${call.channelId} and state = 'waiting' and blocked_by is null))
    where id = ${call.id}`.execute(tx.withTables<CallTables>())
}

/** Marks a stopped call as restarted by another one. */
export async function markRestarted(tx: Tx, callId: Id<'cal'>, as: Id<'cal'>): Promise<void> {
  await tx
    .withTables<CallTables>()
    .updateTable('call')
    .set({ restarted_as: as, open_failure: false })
    .where('id', '=', callId)
    .execute()
}
