import type { Id, Instant } from '@loggia/kernel'
import { at } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Subscription, SubscriptionState } from './schema.ts'

type SubscriptionTables = {
  subscription: {
    id: Id<'sub'>
    buyer_id: Id<'byr'>
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    sku_id: Id<'sku'>
    price_item_id: Id<'pri'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    quantity: bigint
    period: 'month' | 'year' | 'one_time'
    period_count: number
    trial_days: number | null
    state: SubscriptionState
    created_at: Instant
    starts_at: Instant | null
    ends_at: Instant | null
    closed_at: Instant | null
  }
}

const fromRow = (row: SubscriptionTables['subscription']): Subscription => ({
  id: row.id,
  buyerId: row.buyer_id,
  sellerId: row.seller_id,
  productId: row.product_id,
  skuId: row.sku_id,
  priceItemId: row.price_item_id,
  orderId: row.order_id,
  orderLineId: row.order_line_id,
  quantity: Number(row.quantity),
  period: row.period,
  periodCount: row.period_count,
  ...(row.trial_days !== null && { trialDays: row.trial_days }),
  state: row.state,
  createdAt: row.created_at,
  ...(row.starts_at !== null && { startsAt: row.starts_at }),
  ...(row.ends_at !== null && { endsAt: row.ends_at }),
  ...(row.closed_at !== null && { closedAt: row.closed_at }),
})

export async function insert(tx: Tx, subscription: Subscription): Promise<void> {
  await tx
    .withTables<SubscriptionTables>()
    .insertInto('subscription')
    .values({
      id: subscription.id,
      buyer_id: subscription.buyerId,
      seller_id: subscription.sellerId,
      product_id: subscription.productId,
      sku_id: subscription.skuId,
      price_item_id: subscription.priceItemId,
      order_id: subscription.orderId,
      order_line_id: subscription.orderLineId,
      quantity: BigInt(subscription.quantity),
      period: subscription.period,
      period_count: subscription.periodCount,
      trial_days: subscription.trialDays ?? null,
      state: subscription.state,
      created_at: at(subscription.createdAt),
      starts_at: null,
      ends_at: null,
      closed_at: null,
    })
    .execute()
}

export async function find(db: Db, id: Id<'sub'>): Promise<Subscription | undefined> {
  const row = await db
    .withTables<SubscriptionTables>()
    .selectFrom('subscription')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function findByLine(db: Db, orderLineId: Id<'orl'>): Promise<Subscription | undefined> {
  const query = db.withTables<SubscriptionTables>().selectFrom('subscription').selectAll()
  const row = await query.where('order_line_id', '=', orderLineId).executeTakeFirst()
  return row && fromRow(row)
}

/** Loads a subscription for change; others that want to change it wait. */
export async function lock(tx: Tx, id: Id<'sub'>): Promise<Subscription | undefined> {
  const query = tx
    .withTables<SubscriptionTables>()
    .selectFrom('subscription')
    .selectAll()
    .where('id', '=', id)
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function save(tx: Tx, subscription: Subscription): Promise<void> {
  const { startsAt, endsAt, closedAt } = subscription
  await tx
    .withTables<SubscriptionTables>()
    .updateTable('subscription')
    .set({
      state: subscription.state,
      starts_at: startsAt === undefined ? null : at(startsAt),
      ends_at: endsAt === undefined ? null : at(endsAt),
      closed_at: closedAt === undefined ? null : at(closedAt),
    })
    .where('id', '=', subscription.id)
    .execute()
}
