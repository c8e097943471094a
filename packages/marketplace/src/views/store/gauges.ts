import { sql } from 'kysely'
import type { Instant } from '@loggia/kernel'
import type { Breaker } from '../../calls/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'
import { isServing, unwellFirst } from './serving.ts'

export type GateCount = {
  readonly breaker: Breaker
  readonly gates: bigint
  readonly due: bigint
  readonly oldest_due_at: Instant | null
}

/**
 * By state of their gates: sellers, calls that are due and not held up by another, and when the oldest of those was due.
 * A server that only hears of a seller's orders is no seller, but its calls are calls. For each gate the index of due calls is
 * entered at its beginning, so what waits for later costs nothing.
 */
export async function countGates(db: Db, now: Instant, most: number): Promise<GateCount[]> {
  const dueOfGate = sql`
    select c.due_at from call c
    where c.channel_id = g.channel_id and c.state = 'waiting' and c.blocked_by is null and c.due_at <= ${toTimestamptz(now)}`
  const { rows } = await sql<GateCount>`
    select b.breaker,
      (select count(*) from (
        select distinct on (o.seller_id) g.breaker from gate g join channel o on o.id = g.channel_id
        where ${isServing} order by o.seller_id, ${unwellFirst}
      ) g where g.breaker = b.breaker) as gates,
      (select count(*) from (
        select from gate g cross join lateral (${dueOfGate} limit ${most}) d where g.breaker = b.breaker limit ${most}
      ) due) as due,
      (select min(d.due_at) from gate g
        cross join lateral (${dueOfGate} order by c.due_at, c.id limit 1) d where g.breaker = b.breaker
      ) as oldest_due_at
    from (values ('closed'), ('open'), ('half_open')) b (breaker)`.execute(db.withTables<ViewTables>())
  return rows
}

export type QueueCount = {
  /** Waiting for their time, or for room. */
  readonly ready: bigint
  /** Waiting for the call before them. */
  readonly blocked: bigint
  readonly sending: bigint
  readonly stuck: bigint
  readonly wakeups: bigint
}

/**
 * What stands in the two queues, each counted up to `most`. The orders are those of the partial indexes: without them the
 * planner may read the whole table of calls, whose closed ones are without number.
 */
export async function countQueues(db: Db, now: Instant, most: number): Promise<QueueCount> {
  const { rows } = await sql<QueueCount>`
    select
      (select count(*) from (
        select from call where state = 'waiting' and blocked_by is null order by channel_id, due_at, id limit ${most}
      ) q) as ready,
      (select count(*) from (
        select from call where state = 'waiting' and blocked_by is not null order by blocked_by limit ${most}
      ) q) as blocked,
      (select count(*) from (select from call where state = 'sending' order by lease_until limit ${most}) q) as sending,
      (select count(*) from (select from call where state = 'stuck' order by id limit ${most}) q) as stuck,
      (select count(*) from (
        select from wakeup where due_at <= ${toTimestamptz(now)} order by due_at, kind, subject limit ${most}
      ) q) as wakeups`.execute(db.withTables<ViewTables>())
  const [counts] = rows
  if (!counts) throw new Error('The queues were not counted')
  return counts
}
