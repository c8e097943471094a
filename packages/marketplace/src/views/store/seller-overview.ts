import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { RouteReply } from '@loggia/protocol/console'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

/** The figures of a seller's overview, each counted by an index over the seller's rows. */
export async function countOwnOverview(
  db: Db,
  sellerId: Id<'sel'>,
  dayStartsAt: Instant,
): Promise<RouteReply<'GET /api/seller/overview'>> {
  const products = await countProducts(db, sellerId)
  const row = await db
    .withTables<ViewTables>()
    .selectNoFrom((eb) => [
      eb
        .selectFrom('production_address')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('seller_id', '=', sellerId)
        .where('state', '=', 'pending')
        .as('pending'),
      eb
        .selectFrom('specification as spec')
        .innerJoin('product', 'product.id', 'spec.product_id')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('product.seller_id', '=', sellerId)
        .where('product.state', 'in', ['listed', 'hidden'])
        .where('spec.delisted_at', 'is', null)
        .where('spec.stock', '=', 0n)
        .as('soldOut'),
      sql<bigint>`(select count(*) from refund_request where seller_id = ${sellerId} and turn = 'seller')`.as(
        'refundRequests',
      ),
      eb
        .selectFrom('order_line as line')
        .innerJoin('order', 'order.id', 'line.order_id')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('line.seller_id', '=', sellerId)
        .where('line.state', '=', 'open')
        .where('order.state', '=', 'processing')
        .as('opening'),
      // A refund request is counted above.
      sql<bigint>`(select count(*) from supervision
        where seller_id = ${sellerId} and turn = 'seller' and refund_asked_at is null)`.as('supervisions'),
      sql<bigint>`(select count(*) from ticket
        where seller_id = ${sellerId} and handler = 'seller' and due_at is not null)`.as('tickets'),
      eb
        .selectFrom('order_line as line')
        .innerJoin('order', 'order.id', 'line.order_id')
        .select((one) => one.fn.count<bigint>('order.id').distinct().as('n'))
        .where('line.seller_id', '=', sellerId)
        .where('order.kind', '=', 'new')
        .where('order.created_at', '>=', toTimestamptz(dayStartsAt))
        .as('today'),
    ])
    .executeTakeFirstOrThrow()
  return {
    ...products,
    begun: await findBegun(db, sellerId),
    soldOut: Number(row.soldOut),
    refundRequests: Number(row.refundRequests),
    addressesPending: Number(row.pending),
    linesOpening: Number(row.opening),
    supervisions: Number(row.supervisions),
    tickets: Number(row.tickets),
    ordersToday: Number(row.today),
  }
}

/** The first steps that are done. */
async function findBegun(db: Db, sellerId: Id<'sel'>) {
  const row = await db
    .withTables<ViewTables>()
    .selectNoFrom((eb) => [
      eb
        .selectFrom('seller')
        .select(sql<boolean>`profile ->> 'address' is not null`.as('has'))
        .where('id', '=', sellerId)
        .as('hasCompany'),
      eb
        .selectFrom('production_address')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('seller_id', '=', sellerId)
        .as('addresses'),
      eb
        .selectFrom('access_key')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('seller_id', '=', sellerId)
        .where('ended_at', 'is', null)
        .as('keys'),
    ])
    .executeTakeFirstOrThrow()
  return {
    company: row.hasCompany === true,
    access: Number(row.addresses) > 0 && Number(row.keys) > 0,
  }
}

async function countProducts(db: Db, sellerId: Id<'sel'>) {
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom('product')
    .select((eb) => ['state', eb.fn.countAll<bigint>().as('n')])
    .where('seller_id', '=', sellerId)
    .groupBy('state')
    .execute()
  const count = (...states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + Number(n), 0)
  return {
    productsListed: count('listed', 'hidden'),
    productsUnfinished: count('draft', 'rejected'),
    productsInReview: count('in_review'),
  }
}
