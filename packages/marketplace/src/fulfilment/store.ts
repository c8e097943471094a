import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, ProductType } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Delivery } from './schema.ts'
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
    isSupervised: row.supervised,
    until: row.deliver_until ?? undefined,
    startedAt: row.started_at,
    deliveredAt: row.delivered_at ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    failedAt: row.failed_at ?? undefined,
  })

const progress = (delivery: Delivery) => ({
  delivered_at: toMoment(delivery.deliveredAt),
  accepted_at: toMoment(delivery.acceptedAt),
  failed_at: toMoment(delivery.failedAt),
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
      supervised: delivery.isSupervised,
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

export async function getId(db: Db, subscriptionId: Id<'sub'>): Promise<Id<'dlv'>> {
  const query = db.withTables<FulfilmentTables>().selectFrom('delivery').select('id')
  return (await query.where('subscription_id', '=', subscriptionId).executeTakeFirstOrThrow()).id
}

/** The times until which these have to be delivered; those without a limit are left out. */
export async function listUntil(
  db: Db,
  subscriptionIds: readonly Id<'sub'>[],
): Promise<ReadonlyMap<Id<'sub'>, Instant>> {
  if (subscriptionIds.length === 0) return new Map()
  const rows = await db
    .withTables<FulfilmentTables>()
    .selectFrom('delivery')
    .select(['subscription_id', 'deliver_until'])
    .where('subscription_id', 'in', [...subscriptionIds])
    .execute()
  return new Map(
    rows.flatMap(({ subscription_id: id, deliver_until: until }) => (until === null ? [] : [[id, until]])),
  )
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
