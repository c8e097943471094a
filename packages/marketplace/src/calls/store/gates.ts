import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { fromIso } from '@loggia/kernel'
import type { DurationMs, Id, Instant } from '@loggia/kernel'
import { waitForAll, toTimestamptz, keptPlan } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Gate } from '../schema.ts'
import { fromGate, selectGateColumns } from './columns.ts'
import type { CallTables } from '../tables.ts'

/** The time of a gate at which nothing waits. The next call or answer re-arms it. */
export const never: Instant = fromIso('9999-01-01T00:00:00Z')

const sendingOf = (gate: string) =>
  sql`(select count(*) from call c where c.channel_id = ${sql.ref(`${gate}.channel_id`)} and c.state = 'sending' and not c.live)`

const firstEndOf = (gate: string) =>
  sql`(select min(window_ends_at) from call c where c.channel_id = ${sql.ref(`${gate}.channel_id`)} and c.state = 'waiting' and c.window_runs)`

/**
 * When a gate is looked at next: at its earliest due call, if it has room; at its probe, if it is parked and a call
 * waits that can probe it; and when the window of a call ends that runs on while its seller is parked or busy.
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

/** The gates of these channels, without locking them. */
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

/** Those of these gates that an answer can change: parked, with failures, or with a limit other than `limit`. */
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

/** `readyAt`: the stored time of the gate. `endsAt`: the first end of a window that runs on while it is parked. */
export type ReadyGate = {
  readonly gate: Gate
  readonly readyAt: Instant
  readonly sending: number
  readonly endsAt: Instant
}

/**
 * Locks the gates that are ready, and those of `freed` whether they are ready or not. Gives for each how many calls are
 * under way and when the first window ends that runs on.
 */
export async function lockReadyGates(
  tx: Tx,
  of: { now: Instant; freed: readonly Id<'chn'>[]; most: number },
): Promise<ReadyGate[]> {
  // One part for each index: with both conditions in one, a plan that is made without values reads all gates.
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

/** Marks these gates as full: only an answer makes them ready again. */
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

/** Sets when each of these locked gates is looked at next. A gate that already has that time is not written. */
export async function rearm(tx: Tx, channelIds: readonly Id<'chn'>[], graceMs: DurationMs): Promise<void> {
  if (channelIds.length === 0) return
  await tx.send(sql`${keptPlan}
    update gate g set ready_at = n.at from gate s cross join lateral (select ${readiness('s', graceMs)} as at) n
    where s.channel_id = any(${[...channelIds]}::text[]) and g.channel_id = s.channel_id and g.ready_at <> n.at`)
}

/**
 * Wakes the gates whose time is later than their earliest call (a race between an enqueue and a claim can leave them
 * so), and allows another probe of parked sellers whose probing call was lost.
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
 * Makes sure that these channels have gates and that each is looked at by then; locks them in one order. A busy gate,
 * which is ready already, is not written. A parked one keeps the time of its probe.
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

/** Lowers the limits of all gates to this one; locks them in one order. */
export async function lowerGateLimits(tx: Tx, limit: number): Promise<void> {
  await sql`
    update gate g set call_limit = ${limit} from
      (select channel_id from gate where call_limit > ${limit} order by channel_id for no key update) wide
    where g.channel_id = wide.channel_id`.execute(tx.withTables<CallTables>())
}

/** Moves the probes of all parked sellers to this time at the latest; locks them in one order. */
export async function advanceProbes(tx: Tx, by: Instant): Promise<void> {
  await sql`
    update gate g set probe_at = ${toTimestamptz(by)}, ready_at = least(g.ready_at, ${toTimestamptz(by)}) from
      (select channel_id from gate where breaker = 'open' and probe_at > ${toTimestamptz(by)} order by channel_id for no key update) far
    where g.channel_id = far.channel_id`.execute(tx.withTables<CallTables>())
}

/** Locks the gate of a channel; undefined before its first call. */
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
