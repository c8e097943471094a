import { isId, toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { OrderKind } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

const selectOrders = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('order')
    .innerJoin('buyer', 'buyer.id', 'order.buyer_id')
    .selectAll('order')
    .select(['buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])

export type OrderRow = Awaited<ReturnType<typeof findOrder>> & object

export const findOrder = (db: Db, id: Id<'ord'>) =>
  selectOrders(db).where('order.id', '=', id).executeTakeFirst()

/** The filters of a list of orders; all that are given must match. */
export type OrderFilter = {
  readonly buyerId?: Id<'byr'> | undefined
  readonly sellerId?: Id<'sel'> | undefined
  readonly kind?: OrderKind | undefined
}

/** Orders, newest first, optionally of a kind, of a buyer, or with a line of a seller. */
export function listOrders(db: Db, of: OrderFilter, page: PageRequest): Promise<OrderRow[]> {
  let query = selectOrders(db)
  if (of.kind !== undefined) query = query.where('order.kind', '=', of.kind)
  if (of.buyerId !== undefined) query = query.where('order.buyer_id', '=', of.buyerId)
  const { sellerId } = of
  if (sellerId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('order_line')
          .select('order_line.id')
          .whereRef('order_line.order_id', '=', 'order.id')
          .where('order_line.seller_id', '=', sellerId),
      ),
    )
  if (page.after !== undefined) query = query.where('order.id', '<', toCursor(page.after, 'ord'))
  return query
    .orderBy('order.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** Orders with a line of this seller, newest first, by the index of the seller's lines. */
export function listOrdersOfSeller(db: Db, sellerId: Id<'sel'>, page: PageRequest): Promise<OrderRow[]> {
  let own = db
    .withTables<ViewTables>()
    .selectFrom('order_line')
    .select('order_id')
    .distinct()
    .where('seller_id', '=', sellerId)
  if (page.after !== undefined) own = own.where('order_id', '<', toCursor(page.after, 'ord'))
  return selectOrders(db)
    .where('order.id', 'in', own.orderBy('order_id', 'desc').limit(page.limit + 1))
    .orderBy('order.id', 'desc')
    .execute()
}

/** The lines of these orders, optionally of one seller only, or those of a service, with the current state of each. */
export async function listLines(
  db: Db,
  of:
    | { readonly orderIds: readonly Id<'ord'>[]; readonly sellerId?: Id<'sel'> | undefined }
    | { readonly subscriptionId: Id<'sub'> },
) {
  if ('orderIds' in of && of.orderIds.length === 0) return []
  const lines = db
    .withTables<ViewTables>()
    .selectFrom('order_line as line')
    .innerJoin('seller', 'seller.id', 'line.seller_id')
    .innerJoin('order', 'order.id', 'line.order_id')
    .leftJoin('subscription as sub', 'sub.order_line_id', 'line.id')
    .leftJoin('subscription as of_line', (join) =>
      join.on((eb) => eb('of_line.id', '=', eb.fn.coalesce('line.subscription_id', 'sub.id'))),
    )
    .leftJoin('instance', 'instance.subscription_id', 'sub.id')
    .leftJoin('subscription_term as term', 'term.order_line_id', 'line.id')
    .selectAll('line')
    .select(['term.starts_at as term_starts_at', 'term.ends_at as term_ends_at', 'term.refunded_at'])
    .select([
      'seller.name_zh as seller_zh',
      'seller.name_en as seller_en',
      'seller.logo as seller_logo',
      'sub.id as made_subscription_id',
      'order.number as order_number',
    ])
    .select(['instance.state as instance_state', 'instance.opening_until'])
    // The newest refund order: parts of the price of a change may have been returned before (R111).
    .select((eb) =>
      eb
        .selectFrom('refund')
        .select('refund.refund_order_id')
        .whereRef('refund.order_line_id', '=', 'line.id')
        .orderBy('refund.refund_order_id', 'desc')
        .limit(1)
        .as('refund_order_id'),
    )
    .select(['of_line.barred_at', 'of_line.barred_reason', 'of_line.closed_at'])
  const those =
    'orderIds' in of
      ? lines.where('line.order_id', 'in', of.orderIds)
      : lines.where((eb) =>
          eb.or([eb('line.subscription_id', '=', of.subscriptionId), eb('sub.id', '=', of.subscriptionId)]),
        )
  const ofSeller =
    'sellerId' in of && of.sellerId !== undefined ? those.where('line.seller_id', '=', of.sellerId) : those
  return ofSeller.orderBy('line.number').execute()
}
export type LineRow = Awaited<ReturnType<typeof listLines>>[number]

/** The sellers of an order's lines; empty if the subject is not an order. */
export async function listSellersOf(db: Db, subject: string): Promise<Id<'sel'>[]> {
  if (!isId(subject, 'ord')) return []
  const tables = db.withTables<ViewTables>()
  const rows = await tables
    .selectFrom('order_line')
    .select('seller_id')
    .distinct()
    .where('order_id', '=', subject)
    .execute()
  return rows.map((row) => row.seller_id)
}
