import { sql } from 'kysely'
import type { Instant } from '@loggia/kernel'
import { dialects } from '../../dialects/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { growth } from '../rules/histogram.ts'
import type { MarketDay } from '../schema.ts'
import { withTables } from './joined.ts'

/** Until when attempts are counted; the time of the first attempt if none was, and undefined if there is none. */
export async function findCountedUntil(tx: Tx): Promise<Instant | undefined> {
  const row = await withTables(tx).selectFrom('interface_count').select('counted_at').executeTakeFirst()
  if (row) return row.counted_at
  const first = await withTables(tx)
    .selectFrom('attempt')
    .select((of) => of.fn.min<Instant | null>('started_at').as('at'))
    .executeTakeFirst()
  return first?.at ?? undefined
}

export async function saveCountedUntil(tx: Tx, at: Instant): Promise<void> {
  await withTables(tx)
    .insertInto('interface_count')
    .values({ sole: true, counted_at: toTimestamptz(at) })
    .onConflict((conflict) => conflict.column('sole').doUpdateSet({ counted_at: toTimestamptz(at) }))
    .execute()
}

/** Days from `from` on of which an attempt was under way when they were counted. */
export async function listOpenDays(tx: Tx, from: string): Promise<string[]> {
  const rows = await withTables(tx)
    .selectFrom('interface_day')
    .select('day')
    .distinct()
    .where('under_way', '>', 0)
    .where('day', '>=', from)
    .orderBy('day')
    .execute()
  return rows.map(({ day }) => day)
}

/** The interface's name of every operation, as protocols name them. */
const activities = Object.values(dialects).flatMap((dialect) =>
  Object.keys(dialect.schedules.compatible).map((kind) => ({
    protocol: dialect.protocol,
    kind,
    activity: dialect.activityOf(kind),
  })),
)
const column = <T>(of: (one: (typeof activities)[number]) => T): T[] => activities.map(of)
const named = sql`unnest(${column((one) => one.protocol)}::text[], ${column((one) => one.kind)}::text[],
  ${column((one) => one.activity)}::text[]) as w (protocol, operation_kind, activity)`

/** How an attempt ended. A live call that was refused was answered: its seller said no. */
const result = sql`case
  when a.late then 'late'
  when a.verdict is null then 'under_way'
  when a.verdict->>'code' in ('succeeded', 'pending') then 'succeeded'
  when a.verdict->>'code' = 'refused' and c.live then 'succeeded'
  when a.verdict->>'code' = 'http_status' then 'http_status_' || left(a.verdict->>'status', 1) || 'xx'
  when a.verdict->>'code' = 'timed_out' then 'timed_out_' || (a.verdict->>'phase')
  else a.verdict->>'code' end`
const bucket = sql`case when a.duration_ms is not null
  then ceil(ln(greatest(a.duration_ms, 1)::float8) / ln(${sql.lit(growth)}::float8))::int end`

const key = sql`day, seller_id, product_id, protocol, activity`

/** Attempts and calls given up of these days, by interface, result and duration. Each day is read by its own range. */
const countedOf = (days: readonly MarketDay[]) => {
  const day = sql`unnest(${days.map((one) => one.day)}::text[], ${days.map((one) => one.startsAt)}::float8[],
    ${days.map((one) => one.endsAt)}::float8[]) as d (day, starts_at, ends_at)`
  return sql`
    select d.day, f.* from ${day} cross join lateral (
      select c.seller_id, c.product_id, c.protocol, c.operation_kind, ${result} as result, ${bucket} as bucket,
        count(*) as n, count(*) filter (where a.n = 1) as calls, 0::bigint as stopped, max(c.id) as call_id
      from attempt a join call c on c.id = a.call_id
      where a.started_at >= to_timestamp(d.starts_at / 1000) and a.started_at < to_timestamp(d.ends_at / 1000)
      group by 1, 2, 3, 4, 5, 6
      union all
      select c.seller_id, c.product_id, c.protocol, c.operation_kind, 'stopped', null, 0, 0, count(*), max(c.id)
      from history h join call c on c.id = h.data->>'callId'
      where h.kind collate "C" = 'call.stopped'
        and h.at >= to_timestamp(d.starts_at / 1000) and h.at < to_timestamp(d.ends_at / 1000)
      group by 1, 2, 3, 4
    ) f`
}

/** The statement that counts these days; exported for the measure of its plan. */
export const countDaysStatement = (days: readonly MarketDay[]) => sql`
  with counted as materialized (
    select f.day, f.seller_id, f.product_id, f.protocol, coalesce(w.activity, f.operation_kind) as activity,
      f.result, f.bucket, f.n, f.calls, f.stopped, f.call_id
    from (${countedOf(days)}) f left join ${named} using (protocol, operation_kind)
  ), failed as (
    select ${key}, jsonb_object_agg(result, jsonb_build_array(n, call_id)) as failures from (
      select ${key}, result, sum(n)::int as n, max(call_id) as call_id from counted
      where result not in ('succeeded', 'under_way', 'interrupted', 'stopped') group by ${key}, result
    ) f group by ${key}
  ), lasted as (
    select ${key}, array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as bucket_attempts from (
      select ${key}, bucket, sum(n)::int as n from counted
      where bucket is not null and result not in ('under_way', 'interrupted') group by ${key}, bucket
    ) l group by ${key}
  ), summed as (
    select ${key},
      coalesce(sum(n) filter (where result not in ('under_way', 'interrupted', 'stopped')), 0)::int as attempts,
      coalesce(sum(n) filter (where result = 'succeeded'), 0)::int as succeeded,
      coalesce(sum(n) filter (where result = 'interrupted'), 0)::int as interrupted,
      coalesce(sum(n) filter (where result = 'under_way'), 0)::int as under_way,
      sum(calls)::int as calls, sum(stopped)::int as stopped
    from counted group by ${key}
  )
  insert into interface_day (seller_id, day, product_id, protocol, activity, attempts, succeeded, interrupted, under_way,
    calls, stopped, failures, buckets, bucket_attempts)
  select seller_id, day, product_id, protocol, activity, attempts, succeeded, interrupted, under_way, calls, stopped,
    coalesce(failures, '{}'), coalesce(buckets, '{}'), coalesce(bucket_attempts, '{}')
  from summed left join failed using (${key}) left join lasted using (${key})`

/** Counts these days anew. */
export async function countDays(tx: Tx, days: readonly MarketDay[]): Promise<void> {
  const dates = days.map(({ day }) => day)
  await sql`delete from interface_day where day = any(${dates}::text[])`.execute(withTables(tx))
  await countDaysStatement(days).execute(withTables(tx))
}
