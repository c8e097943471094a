import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Breaker } from '../../calls/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { GatePlace } from '../rules.ts'
import type { ViewTables } from './joined.ts'
import { gateOfSeller, isServing } from './serving.ts'
import { hideFromPlanner } from './unseen.ts'

export type GateRow = Omit<ViewTables['gate'], 'channel_id' | 'ready_at' | 'parked_ms'> & {
  readonly seller_id: Id<'sel'>
  readonly seller_zh: string
  readonly seller_en: string
  /** The due time of the oldest call that waits for no other call. */
  readonly oldest_due_at: Instant | null
}

/** Gates of sellers that were called at least once, parked ones first; within each group by the oldest due call. */
export async function listGates(
  db: Db,
  of: { readonly breaker?: Breaker | undefined; readonly sellerId?: Id<'sel'> },
  page: { readonly limit: number; readonly after?: GatePlace },
): Promise<GateRow[]> {
  const wanted = of.breaker === undefined ? sql`` : sql`and g.breaker = ${of.breaker}`
  const one = of.sellerId === undefined ? sql`` : sql`and s.id = ${of.sellerId}`
  const rest = page.after === undefined ? sql`` : sql`and (${place}) > (${placeOf(page.after)})`
  const { rows } = await sql<GateRow>`
    select s.id as seller_id, g.breaker, g.call_limit, g.failures, g.opened_at, g.probe_at,
      s.name_zh as seller_zh, s.name_en as seller_en, first.due_at as oldest_due_at
    from seller s cross join lateral ${gateOfSeller} g
    left join lateral (${dueCalls} limit 1) first on true
    where true ${wanted} ${one} ${rest}
    order by ${place} limit ${page.limit + 1}`.execute(db.withTables<ViewTables>())
  return rows
}

/** In the order of the partial index that holds only these calls. */
const dueCalls = sql`
  select c.due_at, c.id from call c
  where c.channel_id = g.channel_id and c.state = 'waiting' and c.blocked_by is null
  order by c.due_at, c.id`
const place = sql`g.breaker = 'closed', coalesce(first.due_at, 'infinity'), s.id`
const placeOf = ({ parked, dueAt, sellerId }: GatePlace) =>
  sql`${!parked}::boolean, ${dueAt === undefined ? sql`'infinity'::timestamptz` : toTimestamptz(dueAt)}, ${sellerId}`

export type GateCounts = {
  readonly waiting: bigint
  readonly due: bigint
  readonly sending: bigint
  readonly open_failures: bigint
  readonly stuck: bigint
}

/** Calls to the servers that serve a seller's products. */
const isServed = sql`c.channel_id in (select o.id from channel o where o.seller_id = g.seller_id and ${isServing})`

/** Counts of calls of each of these sellers, each up to `most`, so that no long queue is read to its end. */
export async function countCalls(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
  by: { readonly now: Instant; readonly most: number },
): Promise<Map<Id<'sel'>, GateCounts>> {
  if (sellerIds.length === 0) return new Map()
  const count = (which: RawBuilder<SqlBool>) =>
    sql`(select count(*) from (select from call c where c.seller_id = g.seller_id and ${which} limit ${hideFromPlanner(by.most)}) q)`
  const { rows } = await sql<GateCounts & { readonly seller_id: Id<'sel'> }>`
    select g.seller_id,
      ${count(sql`c.state = 'waiting'`)} as waiting,
      ${count(sql`${isServed} and c.state = 'waiting' and c.blocked_by is null and c.due_at <= ${toTimestamptz(by.now)}`)} as due,
      ${count(sql`${isServed} and c.state = 'sending' and not c.live`)} as sending,
      ${count(sql`c.open_failure`)} as open_failures,
      ${count(sql`c.state = 'stuck'`)} as stuck
    from unnest(${[...sellerIds]}::text[]) as g (seller_id)`.execute(db.withTables<ViewTables>())
  return new Map(rows.map((row) => [row.seller_id, row]))
}

/** The open failures and the gate of one seller; the gate's columns are null before the first call. */
export async function findStanding(db: Db, sellerId: Id<'sel'>, most: number) {
  const { rows } = await sql<{
    readonly open_failures: bigint
    readonly breaker: Breaker | null
    readonly opened_at: Instant | null
    readonly probe_at: Instant | null
  }>`
    select g.breaker, g.opened_at, g.probe_at,
      (select count(*) from (select from call c where c.seller_id = s.id and c.open_failure limit ${most}) q) as open_failures
    from (select ${sellerId}::text as id) s left join lateral ${gateOfSeller} g on true`.execute(
    db.withTables<ViewTables>(),
  )
  const [row] = rows
  if (!row) throw new Error('The standing of a seller was not read')
  return row
}
