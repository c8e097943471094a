import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { RenewalPeriod } from '@loggia/protocol/console/subscriptions/kinds'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Slots } from '../trade-periods.ts'
import type { ViewTables } from './joined.ts'

const tables = (db: Db) => db.withTables<ViewTables>()

/**
 * In which of the periods a moment is: 1 is the first; 0 is before it. The selection is read once; without it the texts
 * would become times again for each row, which takes a hundred times as long.
 */
const slotOf = (moment: RawBuilder<unknown>, starts: readonly Instant[]) =>
  sql<number>`width_bucket(${moment}, (select ${starts.map(toIso)}::text[]::timestamptz[]))`
const since = (starts: readonly Instant[]) => toTimestamptz(starts[0] as Instant)

/** Sums of one slot, or what was paid for one product in the earlier or the later half. */
export type SalesRow = {
  readonly slot: number | null
  readonly product_id: Id<'prd'> | null
  readonly is_later: boolean | null
  readonly paid_minor: bigint
  readonly orders: number
  readonly purchases: number
}

/** What was paid for a seller’s lines: by slot, and by product in each half of the slots. */
export async function listSales(
  db: Db,
  sellerId: Id<'sel'>,
  starts: readonly Instant[],
): Promise<SalesRow[]> {
  const { rows } = await sql<SalesRow>`
    with paid as (
      select l.order_id, l.product_id, l.amount_minor, o.kind, ${slotOf(sql`o.paid_at`, starts)} as slot
      from order_line l join "order" o on o.id = l.order_id
      where l.seller_id = ${sellerId} and o.kind <> 'refund' and o.paid_at >= ${since(starts)}
    ), by_order as (
      select slot, sum(amount_minor) as amount_minor, kind in ('new', 'conversion') as begins
      from paid group by order_id, slot, kind
    )
    select slot, null as product_id, null as is_later, sum(amount_minor)::bigint as paid_minor, count(*)::int as orders,
      (count(*) filter (where begins and amount_minor > 0))::int as purchases
    from by_order group by slot
    union all
    select null, product_id, slot > ${sql.lit(starts.length / 2)}, sum(amount_minor)::bigint, 0, 0
    from paid group by 2, 3`.execute(tables(db))
  return rows
}

export type TradeRow = Omit<SalesRow, 'product_id' | 'is_later'>

/** What was paid for all orders, by slot. */
export async function listTrade(db: Db, starts: readonly Instant[]): Promise<TradeRow[]> {
  const { rows } = await sql<TradeRow>`
    select ${slotOf(sql`paid_at`, starts)} as slot, sum(total_minor)::bigint as paid_minor, count(*)::int as orders,
      (count(*) filter (where kind in ('new', 'conversion') and total_minor > 0))::int as purchases
    from "order" where kind <> 'refund' and paid_at >= ${since(starts)} group by 1`.execute(tables(db))
  return rows
}

export type RefundedRow = { readonly slot: number; readonly refunded_minor: bigint }

/** What was refunded, by slot: of a seller’s lines, to a buyer, or of all. */
export async function listRefunded(
  db: Db,
  of: { readonly sellerId?: Id<'sel'>; readonly buyerId?: Id<'byr'> },
  starts: readonly Instant[],
): Promise<RefundedRow[]> {
  const ofSeller =
    of.sellerId === undefined
      ? sql``
      : sql`and exists (select from order_line l where l.id = r.order_line_id and l.seller_id = ${of.sellerId})`
  const ofBuyer = of.buyerId === undefined ? sql`` : sql`and r.buyer_id = ${of.buyerId}`
  const { rows } = await sql<RefundedRow>`
    select ${slotOf(sql`r.paid_at`, starts)} as slot, sum(r.amount_minor)::bigint as refunded_minor
    from refund r where r.paid_at >= ${since(starts)} ${ofSeller} ${ofBuyer} group by 1`.execute(tables(db))
  return rows
}

export type SpentRow = { readonly slot: number; readonly product_id: Id<'prd'>; readonly paid_minor: bigint }

/** What a buyer paid, by slot and product. */
export async function listSpent(db: Db, buyerId: Id<'byr'>, starts: readonly Instant[]): Promise<SpentRow[]> {
  const { rows } = await sql<SpentRow>`
    select ${slotOf(sql`o.paid_at`, starts)} as slot, l.product_id, sum(l.amount_minor)::bigint as paid_minor
    from "order" o join order_line l on l.order_id = o.id
    where o.buyer_id = ${buyerId} and o.kind <> 'refund' and o.paid_at >= ${since(starts)}
    group by 1, 2 having sum(l.amount_minor) > 0`.execute(tables(db))
  return rows
}

export type NameRow = { readonly id: Id<'prd'>; readonly name_zh: string; readonly name_en: string }
export const listProductNames = (db: Db, ids: readonly Id<'prd'>[]): Promise<NameRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tables(db).selectFrom('product').select(['id', 'name_zh', 'name_en']).where('id', 'in', ids).execute()

export type DeliveryRow = {
  readonly slot: number
  readonly activated: number
  readonly failed: number
  readonly under_way: number
}

/** Deliveries by the slot in which they began. */
export async function countDeliveries(db: Db, starts: readonly Instant[]): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${slotOf(sql`started_at`, starts)} as slot, (count(*) filter (where state = 'accepted'))::int as activated,
      (count(*) filter (where state = 'failed'))::int as failed,
      (count(*) filter (where state in ('started', 'delivered')))::int as under_way
    from delivery where started_at >= ${since(starts)} group by 1`.execute(tables(db))
  return rows
}

/** What the newest paid term of the service `s` holds. */
const base = sql`cross join lateral (
  select t.sku_id, t.price_item_id, t.quantity::int as quantity, t.period from subscription_term t
  where t.subscription_id = s.id and t.refunded_at is null order by t.position desc limit 1) base`

type HeldColumns = {
  readonly sku_id: Id<'sku'>
  readonly price_item_id: Id<'pri'>
  readonly quantity: number
  readonly period: RenewalPeriod
}
export type DueRow = HeldColumns & {
  readonly slot: number
  readonly renews_itself: boolean
  readonly services: number
}

/** A seller’s services that end in these periods, those that hold the same counted together. */
export async function countDue(
  db: Db,
  sellerId: Id<'sel'>,
  { from, slots }: { readonly from: Instant; readonly slots: Slots },
): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select ${slotOf(sql`s.ends_at`, slots.starts)} as slot, s.renews_itself, base.sku_id, base.price_item_id,
      base.quantity, ${periodOf} as period, count(*)::int as services
    from subscription s ${base}
    where s.seller_id = ${sellerId} and s.state = 'active' and s.trial_days is null and base.period <> 'one_time'
      and s.ends_at >= ${toTimestamptz(from)} and s.ends_at < ${toTimestamptz(slots.endsAt)}
    group by 1, 2, 3, 4, 5, 6`.execute(tables(db))
  return rows
}

export type EndingRow = HeldColumns & {
  readonly id: Id<'sub'>
  readonly order_id: Id<'ord'>
  readonly name_zh: string
  readonly name_en: string
  readonly buyer_zh: string
  readonly buyer_en: string
  readonly ends_at: Instant
}

/** A seller’s services that end in this period and are not renewed automatically, the earliest first. */
export async function listEnding(
  db: Db,
  sellerId: Id<'sel'>,
  { from, until, most }: { readonly from: Instant; readonly until: Instant; readonly most: number },
): Promise<EndingRow[]> {
  const { rows } = await sql<EndingRow>`
    select s.id, line.order_id, line.offer -> 'productName' ->> 'zh' as name_zh,
      line.offer -> 'productName' ->> 'en' as name_en, buyer.name_zh as buyer_zh, buyer.name_en as buyer_en,
      s.ends_at, base.sku_id, base.price_item_id, base.quantity, ${periodOf} as period
    from subscription s ${base} join order_line line on line.id = s.present_line_id
      join buyer on buyer.id = s.buyer_id
    where s.seller_id = ${sellerId} and s.state = 'active' and s.trial_days is null and base.period <> 'one_time'
      and not s.renews_itself and s.ends_at >= ${toTimestamptz(from)} and s.ends_at < ${toTimestamptz(until)}
    order by s.ends_at, s.id limit ${most}`.execute(tables(db))
  return rows
}
/** By which it will be renewed. */
const periodOf = sql`case when s.renews_itself then coalesce(s.renewal_period, base.period) else base.period end`

export type ServiceDueRow = HeldColumns & {
  readonly id: Id<'sub'>
  readonly name_zh: string
  readonly name_en: string
  readonly state: 'active' | 'grace' | 'retention'
  readonly is_trial: boolean
  readonly renews_itself: boolean
  readonly renewals_left: number | null
  /** When it ends, is frozen or is released. */
  readonly at: Instant
}

/** A buyer’s services that end or lose something until then, the earliest first. */
export async function listServicesDue(
  db: Db,
  buyerId: Id<'byr'>,
  { until }: { readonly until: Instant },
): Promise<ServiceDueRow[]> {
  const { rows } = await sql<ServiceDueRow>`
    select * from (
      select s.id, line.offer -> 'productName' ->> 'zh' as name_zh, line.offer -> 'productName' ->> 'en' as name_en,
        s.state, s.trial_days is not null as is_trial, s.renews_itself, s.renewals_left,
        base.sku_id, base.price_item_id, base.quantity, ${periodOf} as period,
        case s.state when 'active' then s.ends_at when 'grace' then s.grace_until else s.retention_until end as at
      from subscription s join order_line line on line.id = s.present_line_id ${base}
      where s.buyer_id = ${buyerId} and s.state in ('active', 'grace', 'retention') and base.period <> 'one_time'
    ) held where at < ${toTimestamptz(until)} order by at, id`.execute(tables(db))
  return rows
}
