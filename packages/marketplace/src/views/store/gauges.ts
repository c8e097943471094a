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
 * By state of the gate: the number of sellers, of due calls that no other call blocks, and the oldest due time. A
 * server that only gets order notifications does not count as a seller, but its calls count. The index of due calls is
 * read from its beginning for each gate, so calls that are not due yet cost nothing.
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
 * Counts of the two queues, each up to `most`. The `order by` clauses match the partial indexes: without them the
 * planner may read the whole table of calls, most of which are closed.
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
