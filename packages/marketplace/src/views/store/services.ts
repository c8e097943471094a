import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest, ProductType } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'
import { toLikePattern } from './buyers.ts'
import type { ViewTables } from './joined.ts'

const selectServices = (db: Db, buyerId: Id<'byr'>) =>
  db
    .withTables<ViewTables>()
    .selectFrom('subscription as sub')
    .innerJoin('order_line as line', 'line.id', 'sub.present_line_id')
    .innerJoin('order', 'order.id', 'sub.order_id')
    .innerJoin('seller', 'seller.id', 'line.seller_id')
    .leftJoin('instance', 'instance.subscription_id', 'sub.id')
    .selectAll('sub')
    .select(['line.product_id', 'line.type', 'line.offer', 'order.number as order_number', 'line.seller_id'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en', 'seller.logo as seller_logo'])
    .select(['instance.state as instance_state', 'instance.reference', 'instance.opening_until'])
    .where('sub.buyer_id', '=', buyerId)

export type ServiceRow = Awaited<ReturnType<typeof findService>> & object

/** Finds only a service of this buyer. */
export const findService = (db: Db, buyerId: Id<'byr'>, id: Id<'sub'>) =>
  selectServices(db, buyerId).where('sub.id', '=', id).executeTakeFirst()

/** Whether a service has the text in what its list shows, or the whole id of its instance. */
function isFound(text: string) {
  const pattern = toLikePattern(text)
  return sql<SqlBool>`(instance.reference = ${text} or sub.id = ${text} or starts_with("order".number, ${text.toUpperCase()})
    or line.offer -> 'productName' ->> 'zh' ilike ${pattern} or line.offer -> 'productName' ->> 'en' ilike ${pattern}
    or seller.name_zh ilike ${pattern} or seller.name_en ilike ${pattern})`
}

export type ServiceFilter = {
  readonly buyerId: Id<'byr'>
  readonly state?: Subscription['state'] | undefined
  readonly type?: ProductType | undefined
  readonly text?: string | undefined
}
/** For how long an expired service continues, which no active service has stored yet. */
export type Grace = { readonly paidSeconds: number; readonly trialSeconds: number }

function filterServices(db: Db, { buyerId, state, type, text }: ServiceFilter) {
  let services = selectServices(db, buyerId)
  if (state !== undefined) services = services.where('sub.state', '=', state)
  if (type !== undefined) services = services.where('line.type', '=', type)
  return text === undefined ? services : services.where(isFound(text))
}

/** The numbers of a buyer's services by type and state; `expiring` of them end before `soon` and do not renew. */
export async function countServices(
  db: Db,
  { buyerId, soon }: { readonly buyerId: Id<'byr'>; readonly soon: Instant },
) {
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom('subscription as sub')
    .innerJoin('order_line as line', 'line.id', 'sub.present_line_id')
    .select(['line.type', 'sub.state'])
    .select([
      sql<bigint>`count(*)`.as('count'),
      sql<bigint>`count(*) filter (where sub.trial_days is not null)`.as('trials'),
      sql<bigint>`count(*) filter (where sub.trial_days is null and not sub.renews_itself
        and sub.barred_at is null and sub.ends_at <= ${toTimestamptz(soon)})`.as('expiring'),
    ])
    .where('sub.buyer_id', '=', buyerId)
    .groupBy(['line.type', 'sub.state'])
    .execute()
  return rows.map(({ type, state, ...counts }) => ({
    type,
    state,
    count: Number(counts.count),
    trials: Number(counts.trials),
    expiring: Number(counts.expiring),
  }))
}

/** A buyer's services, newest first. */
export function listServices(db: Db, of: ServiceFilter, page: PageRequest): Promise<ServiceRow[]> {
  const services = filterServices(db, of)
  const rest =
    page.after === undefined ? services : services.where('sub.id', '<', toCursor(page.after, 'sub'))
  return rest
    .orderBy('sub.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/**
 * A buyer's services by what is lost next, without those that were seen. The rank of a service, its place among all of
 * the buyer's, is never another one: services are not deleted, and a new one has the highest id.
 */
export function listServicesByLoss(
  db: Db,
  of: ServiceFilter,
  { limit, seen, grace }: { readonly limit: number; readonly seen: readonly number[]; readonly grace: Grace },
) {
  const ranks = db
    .withTables<ViewTables>()
    .selectFrom('subscription')
    .select(['id', sql<number>`(row_number() over (order by id))::int`.as('rank')])
    .where('buyer_id', '=', of.buyerId)
  return filterServices(db, of)
    .innerJoin(ranks.as('ranked'), 'ranked.id', 'sub.id')
    .select('ranked.rank')
    .where(sql<SqlBool>`ranked.rank <> all(${[...seen]}::int[])`)
    .orderBy(computeLoss(grace))
    .orderBy('sub.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** When its data or its use is lost if nobody acts; infinity if nothing is to be lost. */
const computeLoss = ({ paidSeconds, trialSeconds }: Grace) => sql<Instant>`coalesce(case
    when sub.state = 'retention' then sub.retention_until
    when sub.state = 'grace' then sub.grace_until
    when sub.state = 'active' and not sub.renews_itself then sub.ends_at + make_interval(
      secs => case when sub.trial_days is null then ${sql.lit(paidSeconds)} else ${sql.lit(trialSeconds)} end)
    end, 'infinity')`
