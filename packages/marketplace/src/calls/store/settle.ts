import { sql } from 'kysely'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import { at, keptPlan, storedJson } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { CallState, Gate } from '../schema.ts'
import { packed } from './packed.ts'
import { fromGate, gateColumns } from './tables.ts'
import type { CallTables } from './tables.ts'

/**
 * Which of these attempts still hold their calls, which are locked, and how their sellers' gates stand, unlocked. One does
 * not when its lease was lost or it is settled already; `held` says by call which one does.
 */
export async function lockSending(
  tx: Tx,
  attempts: readonly { callId: Id<'cal'>; n: number }[],
): Promise<{ held: ReadonlyMap<Id<'cal'>, number>; gates: ReadonlyMap<Id<'sel'>, Gate> }> {
  type Row = CallTables['gate'] & { seller_id: Id<'sel'> | null; call_id: Id<'cal'>; n: number }
  // A live call may be the seller's first: then there is no gate.
  const rows = await tx.send(sql<Row>`${keptPlan}
    select c.id as call_id, c.fence as n, ${gateColumns('g')} from call c
    join unnest(${attempts.map((one) => one.callId)}::text[], ${attempts.map((one) => one.n)}::int[]) as h (id, fence)
      on c.id = h.id and c.fence = h.fence
    left join gate g on g.seller_id = c.seller_id
    where c.state = 'sending'
    order by c.id for no key update of c`)
  return {
    held: new Map(rows.map((row) => [row.call_id, row.n])),
    gates: new Map(rows.filter((row) => row.seller_id !== null).map((row) => [row.seller_id, fromGate(row)])),
  }
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
 * Files how attempts ended. An end that was filed stays: a late reply only adds itself, to an attempt of which nothing
 * was known; the second settle of one that was applied changes nothing.
 */
export async function endAttempts(tx: Tx, ends: readonly AttemptEnd[]): Promise<void> {
  if (ends.length === 0) return
  const column = <T>(of: (end: AttemptEnd) => T): T[] => ends.map(of)
  const replies = packed(ends.map((end) => end.replySealed))
  await tx.send(sql`${keptPlan}
    update attempt a set
      duration_ms = coalesce(e.duration_ms, a.duration_ms),
      reply_sealed = coalesce(substring(${replies.bytes}::bytea from e.reply_start for e.reply_length), a.reply_sealed),
      late = a.late or e.late,
      verdict = case when e.late then coalesce(a.verdict, e.verdict::jsonb) else e.verdict::jsonb end
    from unnest(
      ${column((end) => end.callId)}::text[], ${column((end) => end.n)}::int[], ${column((end) => end.durationMs ?? null)}::int[],
      ${replies.starts}::int[], ${replies.lengths}::int[], ${column((end) => end.late === true)}::bool[],
      ${column((end) => storedJson(end.verdict))}::text[]
    ) as e (call_id, n, duration_ms, reply_start, reply_length, late, verdict)
    where a.call_id = e.call_id and a.n = e.n and a.reply_sealed is null
      and (not e.late or a.verdict is null or a.verdict->>'code' = 'interrupted')`)
}

export type PutBack = { callId: Id<'cal'>; dueAt: Instant; openFailure: boolean }

/** Puts calls back to wait. */
export async function backToWaiting(tx: Tx, calls: readonly PutBack[]): Promise<void> {
  if (calls.length === 0) return
  await tx.send(sql`${keptPlan}
    update call c set state = 'waiting', lease_until = null, due_at = to_timestamp(b.due_at / 1000), open_failure = b.open_failure
    from unnest(${calls.map((one) => one.callId)}::text[], ${calls.map((one) => one.dueAt)}::float8[],
      ${calls.map((one) => one.openFailure)}::bool[]) as b (id, due_at, open_failure)
    where c.id = b.id`)
}

export type Closing = { callId: Id<'cal'>; state: CallState; openFailure: boolean }

/** Closes calls; who waited for one waits for what it waited for, if anything. */
export async function close(tx: Tx, calls: readonly Closing[], closedAt: Instant): Promise<void> {
  if (calls.length === 0) return
  const ids = calls.map((one) => one.callId)
  await tx.send(sql`${keptPlan}
    with handed_on as (
      update call f set blocked_by = c.blocked_by from call c
      where c.id = any(${ids}::text[]) and f.blocked_by = c.id)
    update call c set state = b.state, lease_until = null, blocked_by = null, open_failure = b.open_failure,
      closed_at = coalesce(c.closed_at, ${at(closedAt)})
    from unnest(${ids}::text[], ${calls.map((one) => one.state)}::text[], ${calls.map((one) => one.openFailure)}::bool[])
      as b (id, state, open_failure)
    where c.id = b.id`)
}

/** A call whose answer could not be applied stays open: its lane waits for an operator. */
export async function markStuck(tx: Tx, callId: Id<'cal'>): Promise<void> {
  await tx
    .withTables<CallTables>()
    .updateTable('call')
    .set({ state: 'stuck', lease_until: null, open_failure: true })
    .where('id', '=', callId)
    .execute()
}
