import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'
import { hideFromPlanner } from './unseen.ts'

export type ComingCallRow = Pick<
  ViewTables['call'],
  'id' | 'seller_id' | 'subject' | 'operation_kind' | 'protocol'
> & {
  readonly at: Instant
  readonly seller_zh: string
  readonly seller_en: string
}

/** The waiting calls of a channel in order. Due calls of a parked seller wait for its next try, `probe_at`. */
const columns = sql`
  select c.id, c.due_at, greatest(c.due_at, case when g.breaker <> 'closed' then g.probe_at end) as at,
    c.seller_id, c.subject, c.operation_kind, c.protocol
  from call c
  where c.channel_id = g.channel_id and c.state = 'waiting' and c.blocked_by is null
  order by c.due_at, c.id`

/**
 * The calls that are sent next. The first `most` calls belong to the `most` channels whose own first calls come
 * earliest. So each queue is read from its beginning, and most queues for one call only.
 */
export async function listComingCalls(db: Db, most: number): Promise<ComingCallRow[]> {
  const { rows } = await sql<ComingCallRow>`
    with g as (
      select g.channel_id, g.breaker, g.probe_at from gate g cross join lateral (${columns} limit 1) c
      order by c.at, c.due_at, c.id limit ${most}
    )
    select c.id, c.at, c.subject, c.operation_kind, c.protocol,
      s.id as seller_id, s.name_zh as seller_zh, s.name_en as seller_en
    from g cross join lateral (${columns} limit ${hideFromPlanner(most)}) c join seller s on s.id = c.seller_id
    order by c.at, c.due_at, c.id limit ${most}`.execute(db.withTables<ViewTables>())
  return rows
}

export type WakeupRow = ViewTables['wakeup']

/** The next wake-ups of other kinds than these, in the order in which they run. */
export const listWakeups = (db: Db, besides: readonly string[], most: number): Promise<WakeupRow[]> =>
  db
    .withTables<ViewTables>()
    .selectFrom('wakeup')
    .selectAll()
    .where('kind', 'not in', [...besides])
    .orderBy('due_at')
    .orderBy('kind')
    .orderBy('subject')
    .limit(most)
    .execute()

/** The service of a wake-up, with its order and seller. */
export type ComingServiceRow = {
  readonly id: Id<'sub'>
  readonly order_id: Id<'ord'>
  readonly seller_id: Id<'sel'>
  readonly seller_zh: string
  readonly seller_en: string
}
export async function listComingServices(
  db: Db,
  ids: readonly Id<'sub'>[],
): Promise<ReadonlyMap<string, ComingServiceRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom('subscription')
    .innerJoin('order_line', 'order_line.id', 'subscription.order_line_id')
    .innerJoin('seller', 'seller.id', 'order_line.seller_id')
    .select([
      'subscription.id',
      'subscription.order_id',
      'seller.id as seller_id',
      'seller.name_zh as seller_zh',
      'seller.name_en as seller_en',
    ])
    .where('subscription.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
