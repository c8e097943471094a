import { isId, toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { OrderKind, OrderState } from '@loggia/protocol/console'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { toLikePattern } from './buyers.ts'
import type { ViewTables } from './joined.ts'

const selectOrders = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('order')
    .innerJoin('buyer', 'buyer.id', 'order.buyer_id')
    .leftJoin('order as refunded', 'refunded.id', 'order.refunds_order_id')
    .selectAll('order')
    .select(['buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])
    .select('refunded.number as refunds_order_number')

export type OrderRow = Awaited<ReturnType<typeof findOrder>> & object

export const findOrder = (db: Db, id: Id<'ord'>) =>
  selectOrders(db).where('order.id', '=', id).executeTakeFirst()

/** The filters of a list of orders; all that are given must match. */
export type OrderFilter = {
  readonly buyerId?: Id<'byr'> | undefined
  readonly sellerId?: Id<'sel'> | undefined
  readonly kind?: OrderKind | undefined
  readonly state?: OrderState | undefined
  /** Placed from and before these times. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  /** What {@link findMeant} found: for operators. */
  readonly meant?: Meant | undefined
  /** A text that a buyer or a seller looks for among their own orders. */
  readonly text?: string | undefined
  /** R3a: with a line that is booked to it. */
  readonly costCentreId?: Id<'cct'> | undefined
}
type Meant = { readonly orderId: Id<'ord'> } | { readonly text: string }

/** The order with this number, or else the text itself, which means buyers and products. */
export async function findMeant(db: Db, text: string): Promise<Meant> {
  const tables = db.withTables<ViewTables>()
  const numbered = tables.selectFrom('order').select('id').where('number', '=', text.toUpperCase())
  const order = await numbered.executeTakeFirst()
  return order ? { orderId: order.id } : { text }
}

/**
 * The buyers with this text in their name or in a member's name or email, each by its own index. All of them: whoever
 * adds up what a list or its CSV shows must not miss some because the text is short.
 */
export function selectMeantBuyers(text: string) {
  const pattern = toLikePattern(text)
  return sql<Id<'byr'>>`
    select b.id from buyer b where b.name_zh ilike ${pattern} or b.name_en ilike ${pattern}
    union select s.buyer_id from member m join membership s on s.member_id = m.id
      where s.buyer_id is not null and (m.name ilike ${pattern} or m.email ilike ${pattern})`
}

/** Orders of the buyers and orders with the products that the text means, which are few: each by its own index. */
function isOfMeant(text: string) {
  const pattern = toLikePattern(text)
  return sql<SqlBool>`"order".id in (
    select o.id from "order" o where o.buyer_id in (${selectMeantBuyers(text)})
    union all select l.order_id from order_line l where l.product_id in (
      select p.id from product p where p.name_zh ilike ${pattern} or p.name_en ilike ${pattern}))`
}

/** The same, order by order, for a text that many orders have. */
function hasMeant(text: string) {
  const pattern = toLikePattern(text)
  return sql<SqlBool>`(buyer.name_zh ilike ${pattern} or buyer.name_en ilike ${pattern} or exists (
    select from membership s join member m on m.id = s.member_id
      where s.buyer_id = "order".buyer_id and (m.name ilike ${pattern} or m.email ilike ${pattern})) or exists (
    select from order_line l join product p on p.id = l.product_id
      where l.order_id = "order".id and (p.name_zh ilike ${pattern} or p.name_en ilike ${pattern})))`
}

/**
 * Whether an order that a buyer or a seller may see contains the text. A seller finds nothing by other sellers' lines,
 * and nobody by what the list does not show them.
 */
function isFound(text: string, sellerId: Id<'sel'> | undefined) {
  const pattern = toLikePattern(text)
  const ofBuyer = sql`buyer.name_zh ilike ${pattern} or buyer.name_en ilike ${pattern} or`
  return sql<SqlBool>`(starts_with("order".number, ${text.toUpperCase()})
    or ${sellerId === undefined ? sql`` : ofBuyer} exists (
      select from order_line l where l.order_id = "order".id
        and ${sellerId === undefined ? sql`true` : sql`l.seller_id = ${sellerId}`}
        and (l.offer -> 'productName' ->> 'zh' ilike ${pattern} or l.offer -> 'productName' ->> 'en' ilike ${pattern})))`
}

/** So many times the orders of a page, and at most so many, are looked through for a text before it is resolved. */
const lookedThrough = { times: 10, most: 2000 }

/** Orders, newest first. If they are narrowed by time, then in its order, which has an index. */
export async function listOrders(db: Db, of: OrderFilter, page: PageRequest): Promise<OrderRow[]> {
  const orders = filterOrders(db, of, page)
  const most = page.limit + 1
  const { meant } = of
  if (!meant || !('text' in meant)) return orders.limit(most).execute()
  // The newest orders are the beginning of the answer: if they fill the page, it is complete.
  const newest = orders
    .clearSelect()
    .select('order.id')
    .limit(Math.min(most * lookedThrough.times, lookedThrough.most))
  const found = await orders.where('order.id', 'in', newest).where(hasMeant(meant.text)).limit(most).execute()
  return found.length === most ? found : orders.where(isOfMeant(meant.text)).limit(most).execute()
}

function filterOrders(db: Db, of: OrderFilter, page: PageRequest) {
  let query = narrowByTime(selectOrders(db), of)
  if (of.kind !== undefined) query = query.where('order.kind', '=', of.kind)
  if (of.state !== undefined) query = query.where('order.state', '=', of.state)
  if (of.meant && 'orderId' in of.meant) query = query.where('order.id', '=', of.meant.orderId)
  if (of.text !== undefined) query = query.where(isFound(of.text, of.sellerId))
  if (of.buyerId !== undefined) query = query.where('order.buyer_id', '=', of.buyerId)
  const { costCentreId, sellerId } = of
  if (costCentreId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('order_line')
          .select('order_line.id')
          .whereRef('order_line.order_id', '=', 'order.id')
          .where('order_line.cost_centre_id', '=', costCentreId),
      ),
    )
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
  if (page.after !== undefined) query = query.where(isBefore(toCursor(page.after, 'ord'), of))
  if (isByTime(of)) query = query.orderBy('order.created_at', 'desc')
  return query.orderBy('order.id', 'desc')
}

const isByTime = ({ from, to }: OrderFilter): boolean => from !== undefined || to !== undefined

function narrowByTime(query: ReturnType<typeof selectOrders>, { from, to }: OrderFilter) {
  const since = from === undefined ? query : query.where('order.created_at', '>=', toTimestamptz(from))
  return to === undefined ? since : since.where('order.created_at', '<', toTimestamptz(to))
}

/** Whether an order comes after this one in the list. */
const isBefore = (id: Id<'ord'>, of: OrderFilter) =>
  isByTime(of)
    ? sql<SqlBool>`("order".created_at, "order".id) < (select o.created_at, o.id from "order" o where o.id = ${id})`
    : sql<SqlBool>`"order".id < ${id}`

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
    .leftJoin('cost_centre', 'cost_centre.id', 'line.cost_centre_id')
    .leftJoin('subscription_term as term', 'term.order_line_id', 'line.id')
    .selectAll('line')
    .select(['term.starts_at as term_starts_at', 'term.ends_at as term_ends_at', 'term.refunded_at'])
    .select([
      'seller.name_zh as seller_zh',
      'seller.name_en as seller_en',
      'seller.logo as seller_logo',
      'cost_centre.code as cost_centre_code',
      'cost_centre.name as cost_centre_name',
      'sub.id as made_subscription_id',
      'order.number as order_number',
      'order.kind as order_kind',
      'order.created_at as ordered_at',
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
