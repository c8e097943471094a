import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
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
  readonly text?: string | undefined
  /** Sorts by the next loss. For how long an expired service continues, which no active service has stored yet. */
  readonly grace?: { readonly paidSeconds: number; readonly trialSeconds: number } | undefined
}

/** A buyer's services, newest first or by what is lost next. */
export function listServices(db: Db, of: ServiceFilter, page: PageRequest): Promise<ServiceRow[]> {
  const all = selectServices(db, of.buyerId)
  const inState = of.state === undefined ? all : all.where('sub.state', '=', of.state)
  const services = of.text === undefined ? inState : inState.where(isFound(of.text))
  const after = page.after === undefined ? undefined : toCursor(page.after, 'sub')
  const { grace } = of
  if (grace === undefined)
    return (after === undefined ? services : services.where('sub.id', '<', after))
      .orderBy('sub.id', 'desc')
      .limit(page.limit + 1)
      .execute()
  const at = lossOf('sub', grace)
  const rest =
    after === undefined
      ? services
      : services.where(
          sql<SqlBool>`(${at} > ${lossAfter(after, grace)}
            or (${at} = ${lossAfter(after, grace)} and sub.id < ${after}))`,
        )
  return rest
    .orderBy(at)
    .orderBy('sub.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** When its data or its use is lost if nobody acts; infinity if nothing is to be lost. */
const lossOf = (table: string, { paidSeconds, trialSeconds }: NonNullable<ServiceFilter['grace']>) => {
  const of = (column: string) => sql.ref(`${table}.${column}`)
  return sql<Instant>`coalesce(case
    when ${of('state')} = 'retention' then ${of('retention_until')}
    when ${of('state')} = 'grace' then ${of('grace_until')}
    when ${of('state')} = 'active' and not ${of('renews_itself')} then ${of('ends_at')} + make_interval(
      secs => case when ${of('trial_days')} is null then ${sql.lit(paidSeconds)} else ${sql.lit(trialSeconds)} end)
    end, 'infinity')`
}

/** The loss of the last service of the page before. */
const lossAfter = (id: Id<'sub'>, grace: NonNullable<ServiceFilter['grace']>) =>
  sql`(select ${lossOf('last', grace)} from subscription last where last.id = ${id})`
