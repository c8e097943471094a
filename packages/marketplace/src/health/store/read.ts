import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Breaker } from '@loggia/protocol/console/calls/kinds'
import { servingFamilies } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import { addHistograms } from '../rules/histogram.ts'
import type { Dates, FailedKind, HealthScope, Histogram, Place, Tally } from '../schema.ts'
import { withTables } from './joined.ts'

type Sums = Omit<Tally, 'durations'>
type DurationColumns = {
  readonly buckets: readonly number[] | null
  readonly bucket_attempts: readonly number[] | null
}

const sums = sql`sum(attempts)::int as attempts, sum(succeeded)::int as succeeded, sum(interrupted)::int as interrupted,
  sum(calls)::int as calls, sum(stopped)::int as stopped`

const toHistogram = ({ buckets, bucket_attempts }: DurationColumns): Histogram =>
  (buckets ?? []).map((bucket, i) => ({ bucket, attempts: bucket_attempts?.[i] ?? 0 }))

function toTally<R extends Sums & DurationColumns>(row: R): Tally {
  const { attempts, succeeded, interrupted, calls, stopped } = row
  return { attempts, succeeded, interrupted, calls, stopped, durations: toHistogram(row) }
}

const inDates = ({ from, to }: Dates) => sql`day between ${from} and ${to}`
const inScope = ({ sellerId, productId, activity }: HealthScope, dates: Dates) => {
  const narrowed = [
    ...(productId === undefined ? [] : [sql`and product_id = ${productId}`]),
    ...(activity === undefined ? [] : [sql`and activity = ${activity}`]),
  ]
  return sql`seller_id = ${sellerId} and ${inDates(dates)} ${sql.join(narrowed, sql` `)}`
}

/**
 * Attempts by bucket of their duration, for each group. Arrays that are unnested in the list of columns are read twice as
 * fast as by a lateral join.
 */
const durationsBy = (group: RawBuilder<unknown>, sets: RawBuilder<unknown>, of: RawBuilder<unknown>) => sql`
  select ${group}, array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as bucket_attempts
  from (select ${group}, bucket, sum(n)::int as n
    from (select ${group}, unnest(buckets) as bucket, unnest(bucket_attempts) as n from interface_day where ${of}) u
    group by ${sets}) b group by ${group}`

/** Sums of a scope: of all, of each interface (protocol and activity), and of each day. */
export type TallyRow = Tally & {
  readonly protocol: string | null
  readonly activity: string | null
  readonly day: string | null
}

/** What a page of health shows of a seller. */
export async function listTallies(db: Db, scope: HealthScope, dates: Dates): Promise<TallyRow[]> {
  const of = inScope(scope, dates)
  const group = sql`protocol, activity, day`
  const { rows } = await sql<Sums & DurationColumns & Pick<TallyRow, 'protocol' | 'activity' | 'day'>>`
    with summed as (
      select ${group}, ${sums} from interface_day where ${of}
      group by grouping sets ((protocol, activity), (day), ())
    ), lasted as (${durationsBy(group, sql`grouping sets ((protocol, activity, bucket), (day, bucket))`, of)})
    select summed.*, buckets, bucket_attempts from summed left join lasted
      on (summed.protocol, summed.activity, summed.day) is not distinct from (lasted.protocol, lasted.activity, lasted.day)
    where attempts is not null order by summed.protocol, summed.activity, summed.day`.execute(withTables(db))
  const tallies = rows.map((row) => ({
    ...toTally(row),
    protocol: row.protocol,
    activity: row.activity,
    day: row.day,
  }))
  // Each attempt belongs to one day: adding the days up here costs nothing, in the query a third of its time.
  const durations = addHistograms(tallies.flatMap((row) => (row.day === null ? [] : [row.durations])))
  return tallies.map((row) => (row.day === null && row.activity === null ? { ...row, durations } : row))
}

export type InterfaceDayRow = Pick<Tally, 'attempts' | 'succeeded'> & {
  readonly protocol: string
  readonly activity: string
  readonly day: string
}

/** Attempts of a scope by interface and day. */
export async function listInterfaceDays(
  db: Db,
  scope: HealthScope,
  dates: Dates,
): Promise<InterfaceDayRow[]> {
  const { rows } = await sql<InterfaceDayRow>`
    select protocol, activity, day, sum(attempts)::int as attempts, sum(succeeded)::int as succeeded
    from interface_day where ${inScope(scope, dates)} group by protocol, activity, day`.execute(
    withTables(db),
  )
  return rows
}

/** The failures of a scope; those of one interface have its names. */
export type FailureRow = FailedKind & { readonly protocol: string | null; readonly activity: string | null }

const failuresBy = (group: RawBuilder<unknown>, sets: RawBuilder<unknown>, of: RawBuilder<unknown>) => sql`
  select ${group}, kind, sum((tally->>0)::int)::int as attempts, max(tally->>1) as call_id
  from interface_day cross join lateral jsonb_each(failures) as f (kind, tally)
  where ${of} group by ${sets} order by attempts desc, kind`

type FailureColumns = { readonly kind: string; readonly attempts: number; readonly call_id: Id<'cal'> }
const toFailed = ({ kind, attempts, call_id }: FailureColumns): FailedKind => ({
  kind,
  attempts,
  callId: call_id,
})

export async function listFailures(db: Db, scope: HealthScope, dates: Dates): Promise<FailureRow[]> {
  const query = failuresBy(
    sql`protocol, activity`,
    sql`grouping sets ((protocol, activity, kind), (kind))`,
    inScope(scope, dates),
  )
  const { rows } = await (
    query as RawBuilder<FailureColumns & Pick<FailureRow, 'protocol' | 'activity'>>
  ).execute(withTables(db))
  return rows.map((row) => ({ ...toFailed(row), protocol: row.protocol, activity: row.activity }))
}

export type NamedRow<P extends 'prd' | 'sel'> = {
  readonly id: Id<P>
  readonly name_zh: string
  readonly name_en: string
}

/** The seller’s products that were called on these dates, in the order of their names. */
export async function listCalledProducts(
  db: Db,
  sellerId: Id<'sel'>,
  dates: Dates,
): Promise<NamedRow<'prd'>[]> {
  const { rows } = await sql<NamedRow<'prd'>>`select p.id, p.name_zh, p.name_en from product p where p.id in (
    select product_id from interface_day where seller_id = ${sellerId} and ${inDates(dates)})
    order by p.name_zh, p.id`.execute(withTables(db))
  return rows
}

/** The interfaces that were called on these dates, for the product or for any, in the order of their names. */
export async function listCalledActivities(
  db: Db,
  { sellerId, productId }: HealthScope,
  dates: Dates,
): Promise<string[]> {
  const { rows } = await sql<{ activity: string }>`select distinct activity from interface_day
    where ${inScope({ sellerId, productId }, dates)} order by activity`.execute(withTables(db))
  return rows.map(({ activity }) => activity)
}

export async function isOwnProduct(db: Db, sellerId: Id<'sel'>, productId: Id<'prd'>): Promise<boolean> {
  const found = withTables(db).selectFrom('product').select('id').where('id', '=', productId)
  return (await found.where('seller_id', '=', sellerId).executeTakeFirst()) !== undefined
}

export async function findCountedAt(db: Db): Promise<Instant | undefined> {
  const row = await withTables(db).selectFrom('interface_count').select('counted_at').executeTakeFirst()
  return row?.counted_at
}

/** The worst breaker of each seller’s channels; none before the first call. */
export async function listBreakers(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
): Promise<ReadonlyMap<Id<'sel'>, Breaker>> {
  const { rows } = await sql<{ seller_id: Id<'sel'>; breaker: Breaker }>`
    select distinct on (o.seller_id) o.seller_id, g.breaker
    from channel o join gate g on g.channel_id = o.id
    where o.seller_id = any(${[...sellerIds]}::text[]) and o.family = any(${[...servingFamilies]}::text[])
    order by o.seller_id, g.breaker = 'closed', g.breaker = 'half_open'`.execute(withTables(db))
  return new Map(rows.map((row) => [row.seller_id, row.breaker]))
}

export type BreakerRow = {
  readonly at: Instant
  readonly kind: string
  readonly data: Record<string, unknown>
}

/** The newest facts that the seller’s breaker was opened or closed, newest first. */
export const listBreakerFacts = (db: Db, sellerId: Id<'sel'>, most: number): Promise<BreakerRow[]> =>
  withTables(db)
    .selectFrom('history')
    .select(['at', 'kind', 'data'])
    .where('subject', '=', sellerId)
    .where('kind', 'in', ['seller.parked', 'seller.recovered'])
    .orderBy('sequence', 'desc')
    .limit(most)
    .execute()

/** A seller in the list of all: `place` is its share of success in ten-thousandths. */
export type SellerRow = NamedRow<'sel'> & Pick<Tally, 'attempts' | 'succeeded'> & { readonly place: number }

/** Sellers with attempts on these dates, the lowest share of success first; one more than the limit. */
export async function listSellers(
  db: Db,
  dates: Dates,
  page: { readonly limit: number; readonly after?: Place | undefined },
): Promise<SellerRow[]> {
  const rest = page.after
    ? sql`where (place, seller_id) > (${page.after.place}::int, ${page.after.sellerId})`
    : sql``
  const { rows } = await sql<SellerRow>`
    with summed as (
      select seller_id, (sum(succeeded) * 10000 / sum(attempts))::int as place,
        sum(attempts)::int as attempts, sum(succeeded)::int as succeeded
      from interface_day where ${inDates(dates)} group by seller_id having sum(attempts) > 0
    ), shown as (select * from summed ${rest} order by place, seller_id limit ${page.limit + 1})
    select s.id, s.name_zh, s.name_en, place, attempts, succeeded
    from shown join seller s on s.id = shown.seller_id order by place, s.id`.execute(withTables(db))
  return rows
}

const ofSellers = (sellerIds: readonly Id<'sel'>[], dates: Dates) =>
  sql`seller_id = any(${[...sellerIds]}::text[]) and ${inDates(dates)}`

/** The durations of these sellers' attempts. */
export async function listSellerDurations(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
  dates: Dates,
): Promise<ReadonlyMap<Id<'sel'>, Histogram>> {
  const query = durationsBy(sql`seller_id`, sql`seller_id, bucket`, ofSellers(sellerIds, dates))
  const { rows } = await (query as RawBuilder<DurationColumns & { seller_id: Id<'sel'> }>).execute(
    withTables(db),
  )
  return new Map(rows.map((row) => [row.seller_id, toHistogram(row)]))
}

export type SellerDayRow = {
  readonly seller_id: Id<'sel'>
  readonly day: string
  readonly attempts: number
  readonly succeeded: number
}

/** Attempts of these sellers by day. */
export async function listSellerDays(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
  dates: Dates,
): Promise<SellerDayRow[]> {
  const { rows } = await sql<SellerDayRow>`
    select seller_id, day, sum(attempts)::int as attempts, sum(succeeded)::int as succeeded from interface_day
    where ${ofSellers(sellerIds, dates)} group by seller_id, day`.execute(withTables(db))
  return rows
}

export async function listSellerFailures(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
  dates: Dates,
): Promise<(FailedKind & { readonly sellerId: Id<'sel'> })[]> {
  const query = failuresBy(sql`seller_id`, sql`seller_id, kind`, ofSellers(sellerIds, dates))
  const { rows } = await (query as RawBuilder<FailureColumns & { seller_id: Id<'sel'> }>).execute(
    withTables(db),
  )
  return rows.map((row) => ({ ...toFailed(row), sellerId: row.seller_id }))
}
