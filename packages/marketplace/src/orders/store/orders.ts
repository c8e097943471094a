import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import { toTimestamptz, toJsonb, lockName, toMoment, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { fromOffer, toOffer } from '../stored-offer.ts'
import type { Order, OrderLine, OrderLineState } from '../schema.ts'
import type { OrderTables } from '../tables.ts'

type LineRow = Selectable<OrderTables['order_line']>

const fromLine = (row: LineRow): OrderLine =>
  omitUndefined({
    id: row.id,
    orderId: row.order_id,
    number: row.number,
    sellerId: row.seller_id,
    productId: row.product_id,
    skuId: row.sku_id,
    priceItemId: row.price_item_id,
    offer: fromOffer(row.offer),
    quantity: Number(row.quantity),
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    returned: { amountMinor: row.returned_minor, currency: row.currency },
    state: row.state,
    subscriptionId: row.subscription_id ?? undefined,
    returnsLineId: row.returns_line_id ?? undefined,
    costCentreId: row.cost_centre_id ?? undefined,
  })

const fromOrder = (row: OrderTables['order'], lines: readonly LineRow[]): Order =>
  omitUndefined({
    id: row.id,
    number: row.number,
    kind: row.kind,
    buyerId: row.buyer_id,
    memberId: row.member_id ?? undefined,
    state: row.state,
    total: { amountMinor: row.total_minor, currency: row.currency },
    createdAt: row.created_at,
    payBy: row.pay_by ?? undefined,
    stockUntil: row.stock_until ?? undefined,
    paidAt: row.paid_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    refundsOrderId: row.refunds_order_id ?? undefined,
    lines: lines.map(fromLine),
  })

/** Inserts order and lines; false if the published number is taken, and then nothing is written. */
export async function insert(tx: Tx, order: Order): Promise<boolean> {
  const tables = tx.withTables<OrderTables>()
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto('order')
    .values({
      id: order.id,
      number: order.number,
      kind: order.kind,
      buyer_id: order.buyerId,
      member_id: order.memberId ?? null,
      state: order.state,
      total_minor: order.total.amountMinor,
      currency: order.total.currency,
      created_at: toTimestamptz(order.createdAt),
      pay_by: order.payBy === undefined ? null : toTimestamptz(order.payBy),
      stock_until: order.stockUntil === undefined ? null : toTimestamptz(order.stockUntil),
      paid_at: order.paidAt === undefined ? null : toTimestamptz(order.paidAt),
      closed_at: order.closedAt === undefined ? null : toTimestamptz(order.closedAt),
      refunds_order_id: order.refundsOrderId ?? null,
    })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return false
  await tx.write(tables.insertInto('order_line').values(order.lines.map(toLine)).compile())
  return true
}

const toLine = (line: OrderLine) => ({
  id: line.id,
  order_id: line.orderId,
  number: line.number,
  seller_id: line.sellerId,
  product_id: line.productId,
  sku_id: line.skuId,
  price_item_id: line.priceItemId,
  offer: toJsonb(toOffer(line.offer)),
  quantity: BigInt(line.quantity),
  amount_minor: line.amount.amountMinor,
  returned_minor: line.returned.amountMinor,
  currency: line.amount.currency,
  state: line.state,
  subscription_id: line.subscriptionId ?? null,
  returns_line_id: line.returnsLineId ?? null,
  cost_centre_id: line.costCentreId ?? null,
})

export const find = async (db: Db, id: Id<'ord'>): Promise<Order | undefined> => (await list(db, [id]))[0]

/** Those of these orders that exist. */
export async function list(db: Db, ids: readonly Id<'ord'>[]): Promise<Order[]> {
  const query = db.withTables<OrderTables>().selectFrom('order').selectAll()
  return withLines(db, await query.where('id', '=', sql<Id<'ord'>>`any(${[...ids]}::text[])`).execute())
}

async function withLines(db: Db, rows: readonly OrderTables['order'][]): Promise<Order[]> {
  if (rows.length === 0) return []
  const lines = Map.groupBy(
    await listRows(
      db,
      rows.map(({ id }) => id),
    ),
    ({ order_id }) => order_id,
  )
  return rows.map((row) => fromOrder(row, lines.get(row.id) ?? []))
}

const listRows = (db: Db, orderIds: readonly Id<'ord'>[]) =>
  db
    .withTables<OrderTables>()
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', '=', sql<Id<'ord'>>`any(${[...orderIds]}::text[])`)
    .orderBy('number')
    .execute()

/** The order with that published number. */
export async function findByNumber(db: Db, number: string): Promise<Order | undefined> {
  const query = db.withTables<OrderTables>().selectFrom('order').select('id')
  const row = await query.where('number', '=', number).executeTakeFirst()
  return row && find(db, row.id)
}

/** Locks an order for a change. */
export async function lock(tx: Tx, id: Id<'ord'>): Promise<Order | undefined> {
  const query = tx.withTables<OrderTables>().selectFrom('order').selectAll().where('id', '=', id)
  // The result has what was committed while it waited: PostgreSQL reads a row again after locking it.
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromOrder(row, await listRows(tx, [id]))
}

/** Locks the orders of these lines for a change, in one order. */
export async function lockOfLines(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<Order[]> {
  const rows = await tx
    .withTables<OrderTables>()
    .selectFrom('order')
    .selectAll()
    // As an array, so that the orders are found by their keys even if the table was small when the plan was made.
    .where(
      'id',
      '=',
      sql<
        Id<'ord'>
      >`any(array(select order_id from order_line where order_line.id = any(${[...lineIds]}::text[])))`,
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return withLines(tx, rows)
}

/** Those of these lines that are open, in their order. */
export async function listOpen(db: Db, lineIds: readonly Id<'orl'>[]): Promise<Id<'orl'>[]> {
  if (lineIds.length === 0) return []
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order_line')
    .select('id')
    .where('id', 'in', [...lineIds])
    .where('state', '=', 'open')
    .execute()
  const open = new Set(rows.map(({ id }) => id))
  return lineIds.filter((id) => open.has(id))
}

/** Serialises what counts the unpaid orders of this buyer. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `unpaid:${buyerId}`)

/** R61: how many orders of the buyer wait for payment with something that is counted in stock. */
export async function countUnpaidOfStock(db: Db, buyerId: Id<'byr'>): Promise<number> {
  const { count } = await db
    .withTables<OrderTables>()
    .selectFrom('order')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('buyer_id', '=', buyerId)
    .where('state', '=', 'pending_payment')
    .where('stock_until', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Most unpaid orders of which a buyer is told at once. */
const mostTold = 20

/** R61: the buyer's unpaid orders that this balance covers and the one before did not, the most urgent first. */
export async function listNewlyCovered(
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly before: Money; readonly after: Money; readonly now: Instant },
): Promise<Order[]> {
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order')
    .select('id')
    .where('buyer_id', '=', of.buyerId)
    .where('state', '=', 'pending_payment')
    .where('currency', '=', of.after.currency)
    .where('total_minor', '>', of.before.amountMinor)
    .where('total_minor', '<=', of.after.amountMinor)
    .where('pay_by', '>', toTimestamptz(of.now))
    .orderBy('pay_by')
    .limit(mostTold)
    .execute()
  return list(
    db,
    rows.map(({ id }) => id),
  )
}

/** Unpaid orders with a line of this product, or of these skus of it. */
export async function listAwaitingPayment(
  db: Db,
  { productId, skuIds }: { readonly productId: Id<'prd'>; readonly skuIds?: readonly Id<'sku'>[] },
): Promise<Id<'ord'>[]> {
  const lines = db
    .withTables<OrderTables>()
    .selectFrom('order')
    .innerJoin('order_line', 'order_line.order_id', 'order.id')
    .select('order.id')
    .distinct()
    .where('order.state', '=', 'pending_payment')
    .where('order_line.product_id', '=', productId)
    .orderBy('order.id')
  const rows = await (skuIds ? lines.where('order_line.sku_id', 'in', skuIds) : lines).execute()
  return rows.map(({ id }) => id)
}

/** The lines of a product that renew and that the seller has not confirmed. */
export async function listOpenRenewals(db: Db, productId: Id<'prd'>): Promise<OrderLine[]> {
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order_line')
    .innerJoin('order', 'order.id', 'order_line.order_id')
    .selectAll('order_line')
    .where('order_line.product_id', '=', productId)
    .where('order_line.state', '=', 'open')
    .where('order.kind', '=', 'renewal')
    .execute()
  return rows.map(fromLine)
}

export const findLine = async (db: Pick<Db, 'withTables'>, id: Id<'orl'>): Promise<OrderLine | undefined> =>
  (await listLines(db, [id]))[0]

export async function listLines(db: Pick<Db, 'withTables'>, ids: readonly Id<'orl'>[]): Promise<OrderLine[]> {
  const query = db.withTables<OrderTables>().selectFrom('order_line').selectAll()
  const rows = await query.where('id', '=', sql<Id<'orl'>>`any(${[...ids]}::text[])`).execute()
  return rows.map(fromLine)
}

/** The lines that were paid for a subscription and are not fully returned, in the order in which they were bought. */
export async function listStanding(
  db: Pick<Db, 'withTables'>,
  of: { readonly subscriptionId: Id<'sub'>; readonly firstLineId: Id<'orl'> },
): Promise<OrderLine[]> {
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order_line')
    .selectAll()
    .where((eb) => eb.or([eb('subscription_id', '=', of.subscriptionId), eb('id', '=', of.firstLineId)]))
    .where('returns_line_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['open', 'completed']),
        eb.and([eb('state', '=', 'refunded'), eb('returned_minor', '<', eb.ref('amount_minor'))]),
      ]),
    )
    .orderBy('id')
    .execute()
  return rows.map(fromLine)
}

export async function setState(
  tx: Tx,
  order: Pick<Order, 'id' | 'state'>,
  moments: { paidAt?: Instant; closedAt?: Instant },
): Promise<void> {
  const statement = tx
    .withTables<OrderTables>()
    .updateTable('order')
    .set(
      omitUndefined({
        state: order.state,
        paid_at: moments.paidAt === undefined ? undefined : toTimestamptz(moments.paidAt),
        closed_at: moments.closedAt === undefined ? undefined : toTimestamptz(moments.closedAt),
      }),
    )
    .where('id', '=', order.id)
  await tx.write(statement.compile())
}

/** Saves the final states of these orders. */
export async function closeAll(tx: Tx, orders: readonly Order[], closedAt: Instant): Promise<void> {
  const closed_at = toMoment(closedAt)
  await updateRows(
    tx,
    'order',
    orders.map(({ id, state }) => ({ id, state, closed_at })),
  )
}

/** Adds an amount to what was refunded of a line. */
export async function addReturned(tx: Tx, lineId: Id<'orl'>, { amountMinor }: Money): Promise<void> {
  const statement = tx
    .withTables<OrderTables>()
    .updateTable('order_line')
    .set((eb) => ({ returned_minor: eb('returned_minor', '+', amountMinor) }))
    .where('id', '=', lineId)
  await tx.write(statement.compile())
}

export async function setLineStates(
  tx: Tx,
  lineIds: readonly Id<'orl'>[],
  state: OrderLineState,
): Promise<void> {
  const statement = tx
    .withTables<OrderTables>()
    .updateTable('order_line')
    .set({ state })
    .where('id', '=', sql<Id<'orl'>>`any(${[...lineIds]}::text[])`)
  await tx.write(statement.compile())
}

export type Payment = {
  id: Id<'pay'>
  orderId: Id<'ord'>
  postingId: Id<'pst'>
  amount: Money
  paidAt: Instant
  memberId: Id<'mbr'> | undefined
}

export async function insertPayment(tx: Tx, payment: Payment): Promise<void> {
  const statement = tx
    .withTables<OrderTables>()
    .insertInto('payment')
    .values({
      id: payment.id,
      order_id: payment.orderId,
      posting_id: payment.postingId,
      amount_minor: payment.amount.amountMinor,
      currency: payment.amount.currency,
      paid_at: toTimestamptz(payment.paidAt),
      member_id: payment.memberId ?? null,
    })
  await tx.write(statement.compile())
}

/** Inserts the sealed parameters of lines. */
export async function insertGiven(
  tx: Tx,
  rows: readonly { readonly lineId: Id<'orl'>; readonly sealed: Uint8Array }[],
): Promise<void> {
  const values = rows.map(({ lineId, sealed }) => ({ order_line_id: lineId, sealed }))
  await tx.write(tx.withTables<OrderTables>().insertInto('given_parameters').values(values).compile())
}

export async function listGiven(
  db: Db,
  lineIds: readonly Id<'orl'>[],
): Promise<{ readonly lineId: Id<'orl'>; readonly sealed: Uint8Array }[]> {
  const query = db.withTables<OrderTables>().selectFrom('given_parameters').selectAll()
  const rows = await query.where('order_line_id', 'in', lineIds).execute()
  return rows.map((row) => ({ lineId: row.order_line_id, sealed: row.sealed }))
}
