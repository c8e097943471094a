import { sql } from 'kysely'
import { createMoney, omitUndefined, toCursor } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { OperatorRefundList, RefundRequestList } from '@loggia/protocol/console/refunds/kinds'
import { insertRows, toMoment, toTimestamptz, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { findTurn } from '../rules.ts'
import type { RefundPermit, RefundRequest } from '../schema.ts'
import type { RefundTables } from '../tables.ts'

type Row = RefundTables['refund_request']
type LineRow = RefundTables['refund_request_line']

const fromRow = (row: Row, lines: readonly LineRow[]): RefundRequest =>
  omitUndefined({
    id: row.id,
    buyerId: row.buyer_id,
    sellerId: row.seller_id,
    memberId: row.member_id,
    orderId: row.order_id,
    lines: lines.map((line) => ({
      orderLineId: line.order_line_id,
      subscriptionId: line.subscription_id,
      supervisionId: line.supervision_id,
      amount: createMoney(line.amount_minor, row.currency),
    })),
    amount: createMoney(row.amount_minor, row.currency),
    reason: row.reason,
    state: row.state,
    since: row.since,
    askedAt: row.asked_at,
    endedAt: row.ended_at ?? undefined,
    returnsGoods: row.returns_goods,
    goods:
      row.carrier === null || row.tracking_number === null || row.goods_sent_at === null
        ? undefined
        : { carrier: row.carrier, trackingNumber: row.tracking_number, sentAt: row.goods_sent_at },
    rejection:
      row.rejection === null || row.rejected_by === null
        ? undefined
        : { by: row.rejected_by, reason: row.rejection },
    reminded: row.reminded,
    overdueAt: row.overdue_at ?? undefined,
  })

/** The columns that change. */
const progress = (of: RefundRequest) => ({
  state: of.state,
  turn: findTurn(of) ?? null,
  since: toMoment(of.since),
  ended_at: toMoment(of.endedAt),
  carrier: of.goods?.carrier ?? null,
  tracking_number: of.goods?.trackingNumber ?? null,
  goods_sent_at: toMoment(of.goods?.sentAt),
  rejection: of.rejection?.reason ?? null,
  rejected_by: of.rejection?.by ?? null,
  reminded: of.reminded,
  overdue_at: toMoment(of.overdueAt),
})

export async function insertRequest(tx: Tx, of: RefundRequest, found: string): Promise<void> {
  await insertRows(tx, 'refund_request', [
    {
      id: of.id,
      buyer_id: of.buyerId,
      seller_id: of.sellerId,
      member_id: of.memberId,
      order_id: of.orderId,
      amount_minor: of.amount.amountMinor,
      currency: of.amount.currency,
      reason: of.reason,
      asked_at: toMoment(of.askedAt),
      returns_goods: of.returnsGoods,
      found: found.toLowerCase(),
      ...progress(of),
    },
  ])
  await insertRows(
    tx,
    'refund_request_line',
    of.lines.map((line) => ({
      request_id: of.id,
      order_line_id: line.orderLineId,
      subscription_id: line.subscriptionId,
      supervision_id: line.supervisionId,
      amount_minor: line.amount.amountMinor,
    })),
  )
}

export const saveRequest = (tx: Tx, of: RefundRequest): Promise<void> =>
  updateRows(tx, 'refund_request', [{ id: of.id, ...progress(of) }])

const select = (db: Db) => db.withTables<RefundTables>().selectFrom('refund_request').selectAll()

async function withLines(db: Db, rows: readonly Row[]): Promise<RefundRequest[]> {
  if (rows.length === 0) return []
  const lines = await db
    .withTables<RefundTables>()
    .selectFrom('refund_request_line')
    .selectAll()
    .where(
      'request_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('order_line_id')
    .execute()
  return rows.map((row) =>
    fromRow(
      row,
      lines.filter(({ request_id }) => request_id === row.id),
    ),
  )
}

export async function findRequest(db: Db, id: Id<'rrq'>): Promise<RefundRequest | undefined> {
  return (await withLines(db, await select(db).where('id', '=', id).execute()))[0]
}

/** Locks a request for a change; its deliveries are locked already. */
export async function lockRequest(tx: Tx, id: Id<'rrq'>): Promise<RefundRequest | undefined> {
  return (await withLines(tx, await select(tx).where('id', '=', id).forNoKeyUpdate().execute()))[0]
}

/** The requests of a supervised delivery, newest first. */
export async function listOfSupervision(db: Db, supervisionId: Id<'spv'>): Promise<RefundRequest[]> {
  const lines = db
    .withTables<RefundTables>()
    .selectFrom('refund_request_line')
    .select('request_id')
    .where('supervision_id', '=', supervisionId)
  return withLines(db, await select(db).where('id', 'in', lines).orderBy('id', 'desc').execute())
}

/** How many requests were made for a line. */
export async function countOfLine(db: Db, orderLineId: Id<'orl'>): Promise<number> {
  const { count } = await db
    .withTables<RefundTables>()
    .selectFrom('refund_request_line')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('order_line_id', '=', orderLineId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The open request of a line; undefined if there is none. */
export async function findOpenOfLine(db: Db, orderLineId: Id<'orl'>): Promise<RefundRequest | undefined> {
  const lines = db
    .withTables<RefundTables>()
    .selectFrom('refund_request_line')
    .select('request_id')
    .where('order_line_id', '=', orderLineId)
  const rows = await select(db).where('id', 'in', lines).where('turn', 'is not', null).execute()
  return (await withLines(db, rows))[0]
}

export type Search = {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
}

const filter = (query: ReturnType<typeof select>, { q = '', after, limit }: Search) => {
  const named = q === '' ? query : query.where(sql<boolean>`position(${q.toLowerCase()} in found) > 0`)
  const rest = after === undefined ? named : named.where('id', '<', toCursor(after, 'rrq'))
  return rest.orderBy('id', 'desc').limit(limit + 1)
}

/** A seller's requests, newest first. */
export async function listOfSeller(
  db: Db,
  sellerId: Id<'sel'>,
  { list, ...search }: Search & { readonly list: RefundRequestList },
): Promise<RefundRequest[]> {
  const all = select(db).where('seller_id', '=', sellerId)
  const listed =
    list === 'over'
      ? all.where('turn', 'is', null)
      : all.where('turn', '=', list === 'own' ? 'seller' : 'buyer')
  return withLines(db, await filter(listed, search).execute())
}

/** For operators, newest first. */
export async function listOfMarket(
  db: Db,
  { list, ...search }: Search & { readonly list: OperatorRefundList },
): Promise<RefundRequest[]> {
  const all = select(db)
  const listed = {
    overdue: () => all.where('overdue_at', 'is not', null),
    open: () => all.where('turn', 'is not', null),
    over: () => all.where('turn', 'is', null),
  }[list]()
  return withLines(db, await filter(listed, search).execute())
}

/** The orders that document these requests, of those that were refunded. */
export async function listRefundOrders(
  db: Db,
  lineIds: readonly Id<'orl'>[],
): Promise<{ readonly orderLineId: Id<'orl'>; readonly refundOrderId: Id<'ord'> }[]> {
  if (lineIds.length === 0) return []
  const rows = await db
    .withTables<RefundTables>()
    .selectFrom('refund')
    .select(['order_line_id', 'refund_order_id'])
    .where('order_line_id', 'in', [...lineIds])
    .where('cause', '=', 'negotiated')
    .execute()
  return rows.map((row) => ({ orderLineId: row.order_line_id, refundOrderId: row.refund_order_id }))
}

/** Lets a buyer ask although the goods are on their way; the first permit stays. Gives whether there was none. */
export async function insertPermit(tx: Tx, permit: RefundPermit): Promise<boolean> {
  const row = await tx
    .withTables<RefundTables>()
    .insertInto('refund_permit')
    .values({
      supervision_id: permit.supervisionId,
      reason: permit.reason,
      permitted_by: permit.permittedBy,
      permitted_at: toTimestamptz(permit.permittedAt),
    })
    .onConflict((conflict) => conflict.column('supervision_id').doNothing())
    .returning('supervision_id')
    .executeTakeFirst()
  return row !== undefined
}

/** A permit is for one request (R151). */
export async function removePermit(tx: Tx, supervisionId: Id<'spv'>): Promise<void> {
  const query = tx.withTables<RefundTables>().deleteFrom('refund_permit')
  await query.where('supervision_id', '=', supervisionId).execute()
}

export async function isPermitted(db: Db, supervisionId: Id<'spv'>): Promise<boolean> {
  const query = db.withTables<RefundTables>().selectFrom('refund_permit').select('supervision_id')
  return (await query.where('supervision_id', '=', supervisionId).executeTakeFirst()) !== undefined
}
