import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { DurationMs, Id, Instant, WallInstant } from '@loggia/kernel'
import { toTimestamptz, keptPlan, leaseIsOver, toLeaseEnd } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import { packBytes } from './packed.ts'
import { selectCallColumns, fromCall } from './columns.ts'
import type { CallTables } from '../tables.ts'

/** A gate with room for so many calls, of those that are due by `dueBy`. */
export type Opening = { readonly channelId: Id<'chn'>; readonly room: number; readonly dueBy: Instant }

/** Due, unblocked calls of these gates, each within its room, oldest first; at most `most` in all. */
export async function lockDue(tx: Tx, gates: readonly Opening[], most: number): Promise<Call[]> {
  if (gates.length === 0 || most <= 0) return []
  const rows = await tx.send(sql<Selectable<CallTables['call']>>`${keptPlan}
    select ${selectCallColumns('c')} from unnest(${gates.map((g) => g.channelId)}::text[], ${gates.map((g) => g.room)}::int[],
      ${gates.map((g) => g.dueBy)}::float8[]) as g (channel_id, room, due_by)
    cross join lateral (
      select * from call
      where channel_id = g.channel_id and state = 'waiting' and blocked_by is null and due_at <= to_timestamp(g.due_by / 1000)
      order by due_at, id limit g.room for no key update skip locked
    ) c
    order by c.due_at, c.id limit ${most}`)
  return rows.map(fromCall)
}

/** Waiting calls of these gates whose window runs on while the seller is parked and had ended by then. */
export async function listExpired(
  tx: Tx,
  gates: readonly { channelId: Id<'chn'>; overAt: Instant }[],
  most: number,
): Promise<Id<'cal'>[]> {
  if (gates.length === 0) return []
  const rows = await tx.send(sql<{ id: Id<'cal'> }>`${keptPlan}
    select c.id from unnest(${gates.map((g) => g.channelId)}::text[], ${gates.map((g) => g.overAt)}::float8[]) as g (channel_id, over_at)
    join call c on c.channel_id = g.channel_id and c.state = 'waiting' and c.window_runs
      and c.window_ends_at <= to_timestamp(g.over_at / 1000)
    order by c.window_ends_at, c.id limit ${most}`)
  return rows.map((row) => row.id)
}

/** `n` is the call's fence: what it was before, plus one. */
export type NewAttempt = {
  callId: Id<'cal'>
  n: number
  startedAt: Instant
  startedWallAt: WallInstant
  requestSealed: Uint8Array
}

/** Writes attempts down and marks their calls; the leases end by the database's own time. */
export async function beginAttempts(
  tx: Tx,
  attempts: readonly NewAttempt[],
  leaseMs: DurationMs,
): Promise<void> {
  if (attempts.length === 0) return
  const column = <T>(of: (attempt: NewAttempt) => T): T[] => attempts.map(of)
  const requests = packBytes(attempts.map((one) => one.requestSealed))
  await tx.send(sql`${keptPlan}
    with begun as (
      insert into attempt (call_id, n, started_at, started_wall_at, request_sealed, late)
      select call_id, n, to_timestamp(started_at / 1000), to_timestamp(started_wall_at / 1000),
        substring(${requests.bytes}::bytea from request_start for request_length), false
      from unnest(${column((one) => one.callId)}::text[], ${column((one) => one.n)}::int[],
        ${column((one) => one.startedAt)}::float8[], ${column((one) => one.startedWallAt)}::float8[],
        ${requests.starts}::int[], ${requests.lengths}::int[])
        as a (call_id, n, started_at, started_wall_at, request_start, request_length)
      returning call_id, n)
    update call c set state = 'sending', fence = begun.n, lease_until = ${toLeaseEnd(leaseMs)}
    from begun where c.id = begun.call_id`)
}

/** Postpones calls whose request cannot be built. */
export async function postpone(tx: Tx, callIds: readonly Id<'cal'>[], dueAt: Instant): Promise<void> {
  if (callIds.length === 0) return
  await tx.send(sql`update call set due_at = ${toTimestamptz(dueAt)} where id = any(${[...callIds]}::text[])`)
}

/** Calls whose lease is over (or all that are sending, when nobody else can be sending them), locked. */
export async function lockLost(tx: Tx, all: boolean): Promise<Call[]> {
  const query = tx.withTables<CallTables>().selectFrom('call').selectAll().where('state', '=', 'sending')
  const rows = await (all ? query : query.where(leaseIsOver))
    .orderBy('id')
    .limit(500)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromCall)
}
