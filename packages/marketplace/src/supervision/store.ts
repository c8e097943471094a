import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { supervisionParties } from '@loggia/protocol/console/supervision/kinds'
import type { OperatorList, SupervisionList } from '@loggia/protocol/console/supervision/kinds'
import { insertRows, toMoment, toTimestamptz, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import { findTurn } from './rules.ts'
import type { Shipment, Supervision } from './schema.ts'
import type { SupervisionTables } from './tables.ts'

type Row = SupervisionTables['supervision']

const fromRow = (row: Row): Supervision =>
  omitUndefined({
    id: row.id,
    deliveryId: row.delivery_id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    subscriptionId: row.subscription_id,
    sellerId: row.seller_id,
    buyerId: row.buyer_id,
    productId: row.product_id,
    type: row.type,
    flow: row.flow,
    stage: row.stage,
    since: row.since,
    startedAt: row.started_at,
    offered: row.offered,
    needsRecheck: row.needs_recheck,
    demand: row.demand ?? undefined,
    note: row.note ?? undefined,
    rejection: row.rejection ?? undefined,
    rejections: row.rejections,
    openedAt: row.opened_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    doneAt: row.done_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    begunAt: row.begun_at ?? undefined,
    collectedAt: row.collected_at ?? undefined,
    milestones: row.milestones ? { names: row.milestones, accepted: row.milestones_accepted } : undefined,
    shipment: shipmentOf(row),
    appealedAt: row.appealed_at ?? undefined,
    refundAskedAt: row.refund_asked_at ?? undefined,
    refundTurn: row.refund_turn ?? undefined,
  })

const shipmentOf = (row: Row): Shipment | undefined =>
  row.carrier === null || row.tracking_number === null
    ? undefined
    : omitUndefined({
        carrier: row.carrier,
        trackingNumber: row.tracking_number,
        readable: row.tracking_readable ?? false,
        receivedAt: row.received_at ?? undefined,
        acceptAt: row.accept_at ?? undefined,
      })

/** The columns that change. */
const progress = (of: Supervision) => ({
  stage: of.stage,
  turn: findTurn(of) ?? null,
  refund_turn: of.refundTurn ?? null,
  since: toMoment(of.since),
  needs_recheck: of.needsRecheck,
  demand: of.demand ?? null,
  note: of.note ?? null,
  rejection: of.rejection ?? null,
  rejections: of.rejections,
  ...momentsOf(of),
  milestones: of.milestones?.names ?? null,
  milestones_accepted: of.milestones?.accepted ?? 0,
  carrier: of.shipment?.carrier ?? null,
  tracking_number: of.shipment?.trackingNumber ?? null,
  tracking_readable: of.shipment?.readable ?? null,
})

const momentsOf = (of: Supervision) => ({
  opened_at: toMoment(of.openedAt),
  delivered_at: toMoment(of.deliveredAt),
  done_at: toMoment(of.doneAt),
  ended_at: toMoment(of.endedAt),
  begun_at: toMoment(of.begunAt),
  collected_at: toMoment(of.collectedAt),
  received_at: toMoment(of.shipment?.receivedAt),
  accept_at: toMoment(of.shipment?.acceptAt),
  appealed_at: toMoment(of.appealedAt),
  refund_asked_at: toMoment(of.refundAskedAt),
})

export const insert = (tx: Tx, of: Supervision, found: string): Promise<void> =>
  insertRows(tx, 'supervision', [
    {
      id: of.id,
      delivery_id: of.deliveryId,
      order_id: of.orderId,
      order_line_id: of.orderLineId,
      subscription_id: of.subscriptionId,
      seller_id: of.sellerId,
      buyer_id: of.buyerId,
      product_id: of.productId,
      type: of.type,
      flow: of.flow,
      started_at: toMoment(of.startedAt),
      offered: of.offered,
      found: found.toLowerCase(),
      ...progress(of),
    },
  ])

export const save = (tx: Tx, of: Supervision): Promise<void> =>
  updateRows(tx, 'supervision', [{ id: of.id, ...progress(of) }])

const select = (db: Db) => db.withTables<SupervisionTables>().selectFrom('supervision').selectAll()

export async function find(db: Db, id: Id<'spv'>): Promise<Supervision | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The supervised delivery of a line, whether it is open or not. */
export async function findByLine(db: Db, orderLineId: Id<'orl'>): Promise<Supervision | undefined> {
  const row = await select(db).where('order_line_id', '=', orderLineId).executeTakeFirst()
  return row && fromRow(row)
}

/** Those of these that exist. */
export async function list(db: Db, ids: readonly Id<'spv'>[]): Promise<Supervision[]> {
  if (ids.length === 0) return []
  return (
    await select(db)
      .where('id', 'in', [...ids])
      .execute()
  ).map(fromRow)
}

/** In the order of the lines. */
export async function listByOrder(db: Db, orderId: Id<'ord'>): Promise<Supervision[]> {
  return (await select(db).where('order_id', '=', orderId).orderBy('order_line_id').execute()).map(fromRow)
}

/** Locks those of subscriptions, whose rows are locked already, in one order. */
export async function lockBySubscriptions(
  tx: Tx,
  subscriptionIds: readonly Id<'sub'>[],
): Promise<Supervision[]> {
  const rows = await tx.send(sql<Row>`
    select * from supervision where subscription_id = any(${[...subscriptionIds]}::text[])
    order by id for no key update`)
  return rows.map(fromRow)
}

export type Search = {
  readonly limit: number
  readonly after?: string | undefined
  /** Part of an order number or of a product's name. */
  readonly q?: string | undefined
}

const filter = <Q extends ReturnType<typeof select>>(query: Q, { q, after, limit }: Search) => {
  let found = query as ReturnType<typeof select>
  if (q !== undefined && q !== '')
    found = found.where(sql<boolean>`position(${q.toLowerCase()} in found) > 0`)
  if (after !== undefined) found = found.where('id', '<', toCursor(after, 'spv'))
  return found.orderBy('id', 'desc').limit(limit + 1)
}

/** The supervised deliveries of a buyer or a seller, newest first. */
export async function listOfParty(
  db: Db,
  of: { readonly buyerId: Id<'byr'> } | { readonly sellerId: Id<'sel'> },
  { list, ...search }: Search & { readonly list: SupervisionList },
): Promise<Supervision[]> {
  const [party, own] =
    'buyerId' in of
      ? (['buyer', select(db).where('buyer_id', '=', of.buyerId)] as const)
      : (['seller', select(db).where('seller_id', '=', of.sellerId)] as const)
  const listed =
    list === 'over'
      ? own.where('turn', 'is', null)
      : // The others by name: unequal would read all that are over, too.
        own.where('turn', 'in', list === 'own' ? [party] : supervisionParties.filter((one) => one !== party))
  return (await filter(listed, search).execute()).map(fromRow)
}

/** For operators, newest first. *overdue*: open since before `overdueFrom` (R104). */
export async function listOfMarket(
  db: Db,
  { list, overdueFrom, ...search }: Search & { readonly list: OperatorList; readonly overdueFrom: Instant },
): Promise<Supervision[]> {
  const all = select(db)
  const listed = {
    appeals: () => all.where('appealed_at', 'is not', null),
    rechecks: () =>
      all.where('turn', '=', 'operator').where('stage', '=', 'recheck').where('appealed_at', 'is', null),
    overdue: () => all.where('turn', 'is not', null).where('started_at', '<', toTimestamptz(overdueFrom)),
    open: () => all.where('turn', 'is not', null),
    over: () => all.where('turn', 'is', null),
  }[list]()
  return (await filter(listed, search).execute()).map(fromRow)
}

/** Those that wait for an operator, the oldest first. */
export async function listToDecide(db: Db, limit: number): Promise<Supervision[]> {
  const rows = await select(db)
    .where('turn', '=', 'operator')
    .orderBy(sql`coalesce(appealed_at, since)`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}
