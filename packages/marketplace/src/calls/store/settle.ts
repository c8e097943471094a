import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import { toTimestamptz, keptPlan, encodeJson } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { CallState } from '../schema.ts'
import { packBytes } from './packed.ts'
import type { CallTables } from '../tables.ts'

export type Sender = { readonly callId: Id<'cal'>; readonly n: number }

// An attempt no longer holds its call when its lease was lost or it is settled already. A call has a lease exactly
// while it is being sent. By the state instead of the lease, the database would read all calls that are being sent,
// dead rows included.
const heldBy = (tx: Tx, senders: readonly Sender[]) => {
  const rowsOf = async (statement: RawBuilder<{ id: Id<'cal'>; n: number }>) =>
    new Map((await tx.send(statement)).map((row) => [row.id, row.n]))
  const given = sql`unnest(${senders.map((one) => one.callId)}::text[], ${senders.map((one) => one.n)}::int[]) as h (id, n)`
  return { rowsOf, given }
}

/** Locks the calls that these attempts still hold, and says which attempt holds which. */
export async function lockSending(
  tx: Tx,
  senders: readonly Sender[],
): Promise<ReadonlyMap<Id<'cal'>, number>> {
  if (senders.length === 0) return new Map()
  const { rowsOf, given } = heldBy(tx, senders)
  return rowsOf(sql`${keptPlan}
    select c.id, c.fence as n from call c join ${given} on c.id = h.id and c.fence = h.n
    where c.lease_until is not null order by c.id for no key update of c`)
}

/**
 * Closes the calls that these attempts still hold, and gives them: one statement in place of locking and closing. Their
 * followers are unblocked afterwards by {@link unblockFollowers}: only a later statement sees a follower that was added
 * while this one waited.
 */
export async function closeConfirmed(
  tx: Tx,
  senders: readonly Sender[],
  closedAt: Instant,
): Promise<ReadonlyMap<Id<'cal'>, number>> {
  if (senders.length === 0) return new Map()
  const { rowsOf, given } = heldBy(tx, senders)
  return rowsOf(sql`${keptPlan}
    update call c set state = 'confirmed', lease_until = null, open_failure = false, closed_at = ${toTimestamptz(closedAt)}
    from ${given} where c.id = h.id and c.fence = h.n and c.lease_until is not null returning c.id, c.fence as n`)
}

/**
 * Unblocks the followers of these closed calls. The closed calls were under way, so no other call is before them in the
 * lane.
 */
export async function unblockFollowers(tx: Tx, callIds: readonly Id<'cal'>[]): Promise<void> {
  if (callIds.length === 0) return
  await tx.send(
    sql`${keptPlan}update call set blocked_by = null where blocked_by = any(${[...callIds]}::text[])`,
  )
}

export type AttemptEnd = {
  callId: Id<'cal'>
  n: number
  verdict: Verdict
  durationMs?: DurationMs
  /** Of an attempt that has sent another request since it began. */
  requestSealed?: Uint8Array
  replySealed?: Uint8Array
  late?: true
}

/**
 * Stores how attempts ended. A stored end stays: a late reply is only added to an attempt without a reply, and a second
 * settle of the same attempt changes nothing.
 */
export async function endAttempts(tx: Tx, ends: readonly AttemptEnd[]): Promise<void> {
  if (ends.length === 0) return
  const column = <T>(of: (end: AttemptEnd) => T): T[] => ends.map(of)
  const requests = packBytes(ends.map((end) => end.requestSealed))
  const replies = packBytes(ends.map((end) => end.replySealed))
  await tx.send(sql`${keptPlan}
    update attempt a set
      duration_ms = coalesce(e.duration_ms, a.duration_ms),
      request_sealed = coalesce(substring(${requests.bytes}::bytea from e.request_start for e.request_length), a.request_sealed),
      reply_sealed = coalesce(substring(${replies.bytes}::bytea from e.reply_start for e.reply_length), a.reply_sealed),
      late = a.late or e.late,
      verdict = case when e.late then coalesce(a.verdict, e.verdict::jsonb) else e.verdict::jsonb end
    from unnest(
      ${column((end) => end.callId)}::text[], ${column((end) => end.n)}::int[], ${column((end) => end.durationMs ?? null)}::int[],
      ${requests.starts}::int[], ${requests.lengths}::int[], ${replies.starts}::int[], ${replies.lengths}::int[], ${column((end) => end.late === true)}::bool[],
      ${column((end) => encodeJson(end.verdict))}::text[]
    ) as e (call_id, n, duration_ms, request_start, request_length, reply_start, reply_length, late, verdict)
    where a.call_id = e.call_id and a.n = e.n and a.reply_sealed is null
      and (not e.late or a.verdict is null or a.verdict->>'code' = 'interrupted')`)
}

export type PutBack = { callId: Id<'cal'>; dueAt: Instant; openFailure: boolean }

/** Sets calls back to waiting. */
export async function returnToWaiting(tx: Tx, calls: readonly PutBack[]): Promise<void> {
  if (calls.length === 0) return
  await tx.send(sql`${keptPlan}
    update call c set state = 'waiting', lease_until = null, due_at = to_timestamp(b.due_at / 1000), open_failure = b.open_failure
    from unnest(${calls.map((one) => one.callId)}::text[], ${calls.map((one) => one.dueAt)}::float8[],
      ${calls.map((one) => one.openFailure)}::bool[]) as b (id, due_at, open_failure)
    where c.id = b.id`)
}

export type Closing = { callId: Id<'cal'>; state: CallState; openFailure: boolean }

/** Closes calls. A call that was blocked by one of them is then blocked by what blocked the closed one, if anything. */
export async function close(tx: Tx, calls: readonly Closing[], closedAt: Instant): Promise<void> {
  if (calls.length === 0) return
  const ids = calls.map((one) => one.callId)
  await tx.send(sql`${keptPlan}
    with handed_on as (
      update call f set blocked_by = c.blocked_by from call c
      where c.id = any(${ids}::text[]) and f.blocked_by = c.id)
    update call c set state = b.state, lease_until = null, blocked_by = null, open_failure = b.open_failure,
      closed_at = coalesce(c.closed_at, ${toTimestamptz(closedAt)})
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
