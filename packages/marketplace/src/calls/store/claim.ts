import { sql } from 'kysely'
import type { DurationMs, Id, Instant, WallInstant } from '@loggia/kernel'
import { at } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import { never } from './enqueue.ts'
import { fromCall } from './tables.ts'
import type { CallTables } from './tables.ts'

/** Gates that are ready, locked by this claim, with the room each has. */
export async function lockGates(
  tx: Tx,
  now: Instant,
  most: number,
): Promise<{ sellerId: Id<'sel'>; room: number }[]> {
  const rows = await tx
    .withTables<CallTables>()
    .selectFrom('gate')
    .select(['seller_id', 'call_limit'])
    .select((gate) =>
      gate
        .selectFrom('call')
        .select(gate.fn.countAll<bigint>().as('n'))
        .whereRef('call.seller_id', '=', 'gate.seller_id')
        .where('call.state', '=', 'sending')
        .where('call.live', '=', false)
        .as('sending'),
    )
    .where('ready_at', '<=', at(now))
    .orderBy('ready_at')
    .limit(most)
    .forUpdate('gate')
    .skipLocked()
    .execute()
  return rows.map((row) => ({
    sellerId: row.seller_id,
    room: Math.max(0, row.call_limit - Number(row.sending ?? 0n)),
  }))
}

/** Due, unblocked calls of these gates, each within its room, oldest first; at most `most` in all. */
export async function lockDue(
  tx: Tx,
  gates: readonly { sellerId: Id<'sel'>; room: number }[],
  due: { now: Instant; most: number },
): Promise<Call[]> {
  if (gates.length === 0 || due.most <= 0) return []
  const { rows } = await sql<CallTables['call']>`
    select c.* from unnest(${gates.map((g) => g.sellerId)}::text[], ${gates.map((g) => g.room)}::int[]) as g (seller_id, room)
    cross join lateral (
      select * from call
      where seller_id = g.seller_id and state = 'waiting' and blocked_by is null and due_at <= ${at(due.now)}
      order by due_at, id limit g.room for no key update skip locked
    ) c
    order by c.due_at, c.id limit ${due.most}`.execute(tx.withTables<CallTables>())
  return rows.map(fromCall)
}

/** Marks a claimed call; its lease ends by the database's own time. */
export async function markSending(tx: Tx, callId: Id<'cal'>, leaseMs: DurationMs): Promise<void> {
  await tx
    .withTables<CallTables>()
    .updateTable('call')
    .set((call) => ({
      state: 'sending' as const,
      fence: call('fence', '+', 1),
      lease_until: leaseEnd(leaseMs),
    }))
    .where('id', '=', callId)
    .execute()
}

// The one place that asks the database for the time: all nodes must agree when a lease is over.
const leaseEnd = (leaseMs: DurationMs) =>
  sql<Instant>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`
const leaseIsOver = sql<boolean>`lease_until < clock_timestamp()`

/** `n` is the call's fence: what it was before, plus one. */
export type NewAttempt = {
  callId: Id<'cal'>
  n: number
  startedAt: Instant
  startedWallAt: WallInstant
  requestSealed: Uint8Array
}

export async function insertAttempt(tx: Tx, attempt: NewAttempt): Promise<void> {
  await tx
    .withTables<CallTables>()
    .insertInto('attempt')
    .values({
      call_id: attempt.callId,
      n: attempt.n,
      started_at: at(attempt.startedAt),
      started_wall_at: at(attempt.startedWallAt),
      request_sealed: attempt.requestSealed,
      reply_sealed: null,
      verdict: null,
      duration_ms: null,
      late: false,
    })
    .execute()
}

/**
 * Sets each gate to when its next call is due: never when nothing waits unblocked, and when the room is used up, since
 * an answer re-arms it. `full` names the gates without room.
 */
export async function rearm(
  tx: Tx,
  sellerIds: readonly Id<'sel'>[],
  full: readonly Id<'sel'>[],
): Promise<void> {
  if (sellerIds.length === 0) return
  await sql`
    update gate g set ready_at = case when g.seller_id = any(${[...full]}::text[]) then ${at(never)} else coalesce(
      (select min(c.due_at) from call c where c.seller_id = g.seller_id and c.state = 'waiting' and c.blocked_by is null), ${at(never)}) end
    where g.seller_id = any(${[...sellerIds]}::text[])`.execute(tx.withTables<CallTables>())
}

/** Moves gates forward that sleep past a due call. A race between an enqueue and a claim may leave one so; with a seller, only that one. */
export async function wakeGates(tx: Tx, sellerId?: Id<'sel'>): Promise<void> {
  const one = sellerId === undefined ? sql`` : sql`and g.seller_id = ${sellerId}`
  await sql`
    update gate g set ready_at = d.due_at
    from gate s cross join lateral (
      select min(c.due_at) as due_at from call c where c.seller_id = s.seller_id and c.state = 'waiting' and c.blocked_by is null
    ) d
    where g.seller_id = s.seller_id and d.due_at < g.ready_at ${one}
      and (select count(*) from call c where c.seller_id = g.seller_id and c.state = 'sending' and not c.live) < g.call_limit`.execute(
    tx.withTables<CallTables>(),
  )
}

/** Calls whose lease is over (or all that are sending, when nobody else can be sending them), locked. */
export async function lockLost(tx: Tx, all: boolean): Promise<Call[]> {
  const query = tx.withTables<CallTables>().selectFrom('call').selectAll().where('state', '=', 'sending')
  const rows = await (all ? query : query.where(leaseIsOver))
    .limit(500)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromCall)
}
