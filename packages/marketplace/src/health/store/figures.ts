import { sql } from 'kysely'
import type { Instant } from '@loggia/kernel'
import { figureLeastBuyers, figureMostOrders } from '@loggia/protocol/console/health/kinds'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { FigureSubject } from '../schema.ts'
import type { HealthTables } from '../tables.ts'
import { withTables } from './joined.ts'
import { isPurchase } from './purchases.ts'
import type { Window } from './purchases.ts'

/** Purchases that were paid for in the window and cost something. */
const purchases = (window: Window) => sql`
  "order" o join order_line l on l.order_id = o.id join delivery d on d.order_line_id = l.id
  where ${isPurchase(window)} and l.amount_minor > 0`

/** Computes all figures anew: of products, of sellers from all their products, and of the market from all sellers. */
export async function computeFigures(tx: Tx, window: Window): Promise<void> {
  const now = toTimestamptz(window.now)
  const tables = withTables(tx)
  await tables.deleteFrom('public_figure').execute()
  await sql`
    with line as (
      select l.id, l.product_id, l.seller_id, o.buyer_id, o.paid_at,
        case when d.accepted_at < ${now} then coalesce(d.delivered_at, d.accepted_at) end as opened_at,
        exists (select from refund r where r.order_line_id = l.id and r.paid_at < ${now}) as is_refunded
      from ${purchases(window)} and (d.accepted_at < ${now} or d.failed_at < ${now})
        and not exists (select from connected_buyer c where c.seller_id = l.seller_id and c.buyer_id = o.buyer_id)
    ), ranked as (
      select line.*, of.subject, of.owner_id,
        row_number() over (partition by of.subject, buyer_id order by paid_at desc, line.id desc) as n
      from line cross join lateral
        (values (product_id, seller_id), (seller_id, seller_id), ('market', null)) as of (subject, owner_id)
    )
    insert into public_figure (subject, seller_id, computed_at, orders, buyers, opened, refunded, p50_ms, p90_ms)
    select subject, owner_id, ${now}, count(*), count(distinct buyer_id), count(opened_at),
      count(*) filter (where is_refunded and opened_at is not null),
      percentile_disc(0.5) within group (order by took) filter (where opened_at is not null),
      percentile_disc(0.9) within group (order by took) filter (where opened_at is not null)
    from (select *, floor(extract(epoch from opened_at - paid_at) * 1000)::bigint as took from ranked
      where n <= ${figureMostOrders}) counting
    group by subject, owner_id having count(distinct buyer_id) >= ${figureLeastBuyers}`.execute(tables)
}

/** The first payment in the window, and whether a purchase of it is neither activated nor failed. */
export async function findPending(
  tx: Tx,
  window: Window,
): Promise<{ readonly first: Instant | undefined; readonly isOpen: boolean }> {
  const { rows } = await sql<{ first: Instant | null; is_open: boolean | null }>`
    select min(o.paid_at) as first, bool_or(d.accepted_at is null and d.failed_at is null) as is_open
    from ${purchases(window)}`.execute(withTables(tx))
  return { first: rows[0]?.first ?? undefined, isOpen: rows[0]?.is_open ?? false }
}

export type FigureRow = HealthTables['public_figure']

/** Of these subjects, those that have figures. */
export const listFigures = (db: Db, subjects: readonly FigureSubject[]): Promise<FigureRow[]> =>
  subjects.length === 0
    ? Promise.resolve([])
    : withTables(db).selectFrom('public_figure').selectAll().where('subject', 'in', subjects).execute()
