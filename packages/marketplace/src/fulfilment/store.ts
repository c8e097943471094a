import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest, ProductType } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Delivery, DeliveryState } from './schema.ts'
import type { FulfilmentTables } from './tables.ts'

const fromRow = (row: FulfilmentTables['delivery']): Delivery =>
  omitUndefined({
    id: row.id,
    orderLineId: row.order_line_id,
    subscriptionId: row.subscription_id,
    orderId: row.order_id,
    sellerId: row.seller_id,
    type: row.type,
    state: row.state,
    until: row.deliver_until ?? undefined,
    startedAt: row.started_at,
    deliveredAt: row.delivered_at ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    failedAt: row.failed_at ?? undefined,
    begunAt: row.begun_at ?? undefined,
    note: row.note ?? undefined,
    rejection: row.rejection ?? undefined,
  })

const progress = (delivery: Delivery) => ({
  delivered_at: toMoment(delivery.deliveredAt),
  accepted_at: toMoment(delivery.acceptedAt),
  failed_at: toMoment(delivery.failedAt),
  begun_at: toMoment(delivery.begunAt),
  note: delivery.note ?? null,
  rejection: delivery.rejection ?? null,
})

export const insert = (tx: Tx, delivery: Delivery): Promise<void> =>
  insertRows(tx, 'delivery', [
    {
      id: delivery.id,
      order_line_id: delivery.orderLineId,
      subscription_id: delivery.subscriptionId,
      order_id: delivery.orderId,
      seller_id: delivery.sellerId,
      type: delivery.type,
      state: delivery.state,
      deliver_until: toMoment(delivery.until),
      started_at: toMoment(delivery.startedAt),
      ...progress(delivery),
    },
  ])

/** The product type as which a subscription is delivered; undefined if it has no delivery. */
export async function findType(db: Db, subscriptionId: Id<'sub'>): Promise<ProductType | undefined> {
  const query = db.withTables<FulfilmentTables>().selectFrom('delivery').select('type')
  return (await query.where('subscription_id', '=', subscriptionId).executeTakeFirst())?.type
}

export async function find(db: Db, id: Id<'dlv'>): Promise<Delivery | undefined> {
  const query = db.withTables<FulfilmentTables>().selectFrom('delivery').selectAll()
  const row = await query.where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The deliveries of an order, in the order of its lines. */
export async function listByOrder(db: Db, orderId: Id<'ord'>): Promise<Delivery[]> {
  const query = db.withTables<FulfilmentTables>().selectFrom('delivery').selectAll()
  return (await query.where('order_id', '=', orderId).orderBy('order_line_id').execute()).map(fromRow)
}

/** A seller's deliveries of these types in these states, newest first. */
export async function listBySeller(
  db: Db,
  of: {
    readonly sellerId: Id<'sel'>
    readonly types: readonly ProductType[]
    readonly states: readonly DeliveryState[]
  },
  page: PageRequest,
): Promise<Delivery[]> {
  if (of.types.length === 0) return []
  let query = db
    .withTables<FulfilmentTables>()
    .selectFrom('delivery')
    .selectAll()
    .where('seller_id', '=', of.sellerId)
    .where('type', 'in', of.types)
    .where('state', 'in', of.states)
  if (page.after !== undefined) query = query.where('id', '<', toCursor(page.after, 'dlv'))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}

/** Locks the deliveries of subscriptions for a change, in one order; gives them in that order. */
export async function lockBySubscriptions(
  tx: Tx,
  subscriptionIds: readonly Id<'sub'>[],
): Promise<Delivery[]> {
  const rows = await tx.send(sql<FulfilmentTables['delivery']>`
    select * from delivery where subscription_id = any(${[...subscriptionIds]}::text[]) order by id for no key update`)
  return rows.map(fromRow)
}

export const saveAll = (tx: Tx, deliveries: readonly Delivery[]): Promise<void> =>
  updateRows(
    tx,
    'delivery',
    deliveries.map((delivery) => ({ id: delivery.id, state: delivery.state, ...progress(delivery) })),
  )
