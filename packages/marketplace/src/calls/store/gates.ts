import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { fromIso } from '@loggia/kernel'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import { waitForAll, toTimestamptz, keptPlan } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Gate } from '../schema.ts'
import { fromGate, selectGateColumns } from './columns.ts'
import type { CallTables } from '../tables.ts'

/** A gate that nothing waits at: re-armed by the next call or the next answer. */
export const never: Instant = fromIso('9999-01-01T00:00:00Z')

const sendingOf = (gate: string) =>
  sql`(select count(*) from call c where c.channel_id = ${sql.ref(`${gate}.channel_id`)} and c.state = 'sending' and not c.live)`

const firstEndOf = (gate: string) =>
  sql`(select min(window_ends_at) from call c where c.channel_id = ${sql.ref(`${gate}.channel_id`)} and c.state = 'waiting' and c.window_runs)`

/**
 * When a gate is to be looked at next: at its earliest due call if it has room, a parked one at its probe if a call waits
 * that could be it; and when the window of a call ends that runs on while its seller is parked or busy.
 */
const readiness = (gate: string, graceMs: DurationMs): RawBuilder<Instant> => {
  const of = (column: string) => sql.ref(`${gate}.${column}`)
  return sql<Instant>`(
    select coalesce(least(
      case when ${of('breaker')} = 'closed' and ${sendingOf(gate)} < ${of('call_limit')} then due.first
           when ${of('breaker')} = 'open' and due.first is not null and ${sendingOf(gate)} = 0 then ${of('probe_at')} end,
      ${firstEndOf(gate)} + case when ${of('breaker')} = 'closed' then ${graceMs} else 0 end * interval '1 millisecond'
    ), ${toTimestamptz(never)})
    from (select min(due_at) as first from call c
          where c.channel_id = ${of('channel_id')} and c.state = 'waiting' and c.blocked_by is null) due)`
}

/** How the gates of these channels stand, unlocked. */
export async function readGates(db: Db, channelIds: readonly Id<'chn'>[]): Promise<Map<Id<'chn'>, Gate>> {
  if (channelIds.length === 0) return new Map()
  const rows = await db
    .withTables<CallTables>()
    .selectFrom('gate')
    .selectAll()
    .where('channel_id', '=', sql<Id<'chn'>>`any(${[...channelIds]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.channel_id, fromGate(row)]))
}

/** The same of those gates that an answer would change: they are parked, count failures, or are not at `limit`. */
export async function readUnhealthyGates(
  tx: Tx,
  channelIds: readonly Id<'chn'>[],
  limit: number,
): Promise<Map<Id<'chn'>, Gate>> {
  if (channelIds.length === 0) return new Map()
  const rows = await tx.send(sql<CallTables['gate']>`${keptPlan}
    select ${selectGateColumns('g')} from gate g where g.channel_id = any(${[...channelIds]}::text[])
      and (g.breaker <> 'closed' or g.failures > 0 or g.call_limit <> ${limit})`)
  return new Map(rows.map((row) => [row.channel_id, fromGate(row)]))
}

/** `readyAt` is what the gate said, `endsAt` when the first window ends that runs on. */
export type ReadyGate = {
  readonly gate: Gate
  readonly readyAt: Instant
  readonly sending: number
  readonly endsAt: Instant
}

/**
 * Gates that are ready, and those of `freed` whatever they say, locked by this claim, with the number of calls that each
 * has under way, and when the first window ends that runs on.
 */
export async function lockReadyGates(
  tx: Tx,
  of: { now: Instant; freed: readonly Id<'chn'>[]; most: number },
): Promise<ReadyGate[]> {
  // Each kind by its own index: of both in one condition, a plan that is made without values reads all gates there are.
  const rows = await tx.send(sql<
    CallTables['gate'] & { sending: bigint; ends_at: Instant | null }
  >`${keptPlan}
    with g as (
      select * from (select ${selectGateColumns('gate')} from gate where ready_at <= ${toTimestamptz(of.now)}
        order by ready_at limit ${of.most} for no key update skip locked) ready
      union
      select * from (select ${selectGateColumns('gate')} from gate where channel_id = any(${[...of.freed]}::text[])
        for no key update skip locked) freed)
    select ${selectGateColumns('g')}, ${sendingOf('g')} as sending, ${firstEndOf('g')} as ends_at from g
    order by g.ready_at limit ${of.most}`)
  return rows.map((row) => ({
    gate: fromGate(row),
    readyAt: row.ready_at,
    sending: Number(row.sending),
    endsAt: row.ends_at ?? never,
  }))
}

/** Locks the gates of these channels, in one order. */
export async function lockGates(tx: Tx, channelIds: readonly Id<'chn'>[]): Promise<Gate[]> {
  const rows = await tx
    .withTables<CallTables>()
    .selectFrom('gate')
    .selectAll()
    .where('channel_id', '=', sql<Id<'chn'>>`any(${[...channelIds]}::text[])`)
    .orderBy('channel_id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(fromGate)
}

/** These gates are full and have nothing to wait for but an answer. */
export async function closeUntilFreed(tx: Tx, channelIds: readonly Id<'chn'>[]): Promise<void> {
  if (channelIds.length === 0) return
  await tx.send(sql`${keptPlan}
    update gate set ready_at = ${toTimestamptz(never)} where channel_id = any(${[...channelIds]}::text[])`)
}

export async function saveGates(tx: Tx, gates: readonly Gate[]): Promise<void> {
  const moment = (instant: Instant | undefined) => (instant === undefined ? null : toTimestamptz(instant))
  await waitForAll(
    gates.map((gate) =>
      tx.send(sql`
        update gate set call_limit = ${gate.limit}, breaker = ${gate.breaker}, failures = ${gate.failures},
          probe_at = ${moment(gate.probeAt)}, opened_at = ${moment(gate.openedAt)}, parked_ms = ${gate.parkedMs}
        where channel_id = ${gate.channelId}`),
    ),
  )
}

/** Sets each of these gates, which are locked, to when it is to be looked at next; one that says so already is not written. */
export async function rearm(tx: Tx, channelIds: readonly Id<'chn'>[], graceMs: DurationMs): Promise<void> {
  if (channelIds.length === 0) return
  await tx.send(sql`${keptPlan}
    update gate g set ready_at = n.at from gate s cross join lateral (select ${readiness('s', graceMs)} as at) n
    where s.channel_id = any(${[...channelIds]}::text[]) and g.channel_id = s.channel_id and g.ready_at <> n.at`)
}

/**
 * Wakes every gate that sleeps past a call, which a race between an enqueue and a claim may leave so, and lets a parked
 * seller be tried again whose trying call was lost.
 */
export async function sweepGates(tx: Tx, now: Instant, graceMs: DurationMs): Promise<void> {
  const tables = tx.withTables<CallTables>()
  await sql`
    update gate g set breaker = 'open', probe_at = ${toTimestamptz(now)}, ready_at = ${toTimestamptz(now)} from
      (select channel_id from gate where breaker = 'half_open' order by channel_id for no key update skip locked) lost
    where g.channel_id = lost.channel_id and ${sendingOf('g')} = 0`.execute(tables)
  await sql`
    update gate g set ready_at = late.at from
      (select s.channel_id, r.at from gate s cross join lateral (select ${readiness('s', graceMs)} as at) r
       where r.at < s.ready_at order by s.channel_id for no key update of s skip locked) late
    where g.channel_id = late.channel_id`.execute(tables)
}

/**
 * Makes sure that these channels have gates, and lets those be looked at by then that are later; locked in one order. A busy
 * one, which is ready already, is not written; one that is parked keeps its probe.
 */
export async function armGates(
  tx: Tx,
  channelIds: readonly Id<'chn'>[],
  by: { readyAt: Instant; limit: number },
): Promise<void> {
  const tables = tx.withTables<CallTables>()
  const ids = [...channelIds].sort()
  const { rows } = await sql<{ sleeps: boolean; channel_id: Id<'chn'> }>`
    select channel_id, breaker <> 'half_open' and ready_at > case when breaker = 'open' then probe_at else ${toTimestamptz(by.readyAt)} end as sleeps
    from gate where channel_id = any(${ids}::text[])`.execute(tables)
  const known = new Set(rows.map((row) => row.channel_id))
  for (const id of ids) if (!known.has(id)) await insertGate(tx, id, by)
  const asleep = rows.filter((row) => row.sleeps).map((row) => row.channel_id)
  if (asleep.length === 0) return
  await sql`
    update gate g set ready_at = least(g.ready_at, case when g.breaker = 'open' then g.probe_at else ${toTimestamptz(by.readyAt)} end)
    from (select channel_id from gate where channel_id = any(${asleep}::text[]) order by channel_id for no key update) locked
    where g.channel_id = locked.channel_id and g.breaker <> 'half_open'`.execute(tables)
}

async function insertGate(
  tx: Tx,
  channelId: Id<'chn'>,
  by: { readyAt: Instant; limit: number },
): Promise<void> {
  await tx
    .withTables<CallTables>()
    .insertInto('gate')
    .values({
      channel_id: channelId,
      ready_at: toTimestamptz(by.readyAt),
      call_limit: by.limit,
      breaker: 'closed',
      failures: 0,
      probe_at: null,
      opened_at: null,
      parked_ms: 0n,
    })
    .onConflict((conflict) => conflict.column('channel_id').doNothing())
    .execute()
}

/** Lets no channel have more calls at once than this; locked in one order. */
export async function lowerGateLimits(tx: Tx, limit: number): Promise<void> {
  await sql`
    update gate g set call_limit = ${limit} from
      (select channel_id from gate where call_limit > ${limit} order by channel_id for no key update) wide
    where g.channel_id = wide.channel_id`.execute(tx.withTables<CallTables>())
}

/** Lets every parked seller be tried by then; locked in one order. */
export async function advanceProbes(tx: Tx, by: Instant): Promise<void> {
  await sql`
    update gate g set probe_at = ${toTimestamptz(by)}, ready_at = least(g.ready_at, ${toTimestamptz(by)}) from
      (select channel_id from gate where breaker = 'open' and probe_at > ${toTimestamptz(by)} order by channel_id for no key update) far
    where g.channel_id = far.channel_id`.execute(tx.withTables<CallTables>())
}

/** Locks one channel's gate; undefined before its first call. */
export async function lockGate(tx: Tx, channelId: Id<'chn'>): Promise<Gate | undefined> {
  const query = tx.withTables<CallTables>().selectFrom('gate').selectAll().where('channel_id', '=', channelId)
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromGate(row)
}

/** When the next call may be due: the earliest gate. */
export async function findNextReady(db: Db): Promise<Instant | undefined> {
  const row = await db
    .withTables<CallTables>()
    .selectFrom('gate')
    .select('ready_at')
    .orderBy('ready_at')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.ready_at >= never ? undefined : row.ready_at
}
