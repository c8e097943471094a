import { toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'
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

/** A buyer's services, newest first. */
export function listServices(
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly state?: Subscription['state'] | undefined },
  page: PageRequest,
): Promise<ServiceRow[]> {
  const all = selectServices(db, of.buyerId)
  const services = of.state === undefined ? all : all.where('sub.state', '=', of.state)
  const rest =
    page.after === undefined ? services : services.where('sub.id', '<', toCursor(page.after, 'sub'))
  return rest
    .orderBy('sub.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
