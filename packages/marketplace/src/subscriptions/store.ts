import type { Id, Instant } from '@loggia/kernel'
import { at, json } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Holding, Subscription, Term } from './schema.ts'
import { fromCarried, toCarried } from './stored-carried.ts'
import type { HoldingColumns, SubscriptionTables } from './tables.ts'

const fromHolding = (row: HoldingColumns): Holding => ({
  skuId: row.sku_id,
  priceItemId: row.price_item_id,
  quantity: Number(row.quantity),
  period: row.period,
  periodCount: row.period_count,
  ...(row.trial_days !== null && { trialDays: row.trial_days }),
})
const toHolding = (holding: Holding): HoldingColumns => ({
  sku_id: holding.skuId,
  price_item_id: holding.priceItemId,
  quantity: BigInt(holding.quantity),
  period: holding.period,
  period_count: holding.periodCount,
  trial_days: holding.trialDays ?? null,
})

const fromRow = (row: SubscriptionTables['subscription']): Subscription => ({
  ...fromHolding(row),
  id: row.id,
  buyerId: row.buyer_id,
  sellerId: row.seller_id,
  productId: row.product_id,
  orderId: row.order_id,
  orderLineId: row.order_line_id,
  presentLineId: row.present_line_id,
  state: row.state,
  createdAt: row.created_at,
  ...momentsOf(row),
  renewsItself: row.renews_itself,
  renewalDaysBefore: row.renewal_days_before,
  ...(row.renewals_left !== null && { renewalsLeft: row.renewals_left }),
  ...(row.renewal_failure !== null && { renewalFailure: row.renewal_failure }),
  ...changingOf(row),
  ...(row.barred_at !== null &&
    row.barred_reason !== null && { barred: { at: row.barred_at, reason: row.barred_reason } }),
})

function changingOf(row: SubscriptionTables['subscription']): Pick<Subscription, 'changing'> {
  const { changing_line_id: lineId, changing_until: until, changing_carried: carried } = row
  if (lineId === null || until === null || carried === null) return {}
  return { changing: { lineId, until, carried: fromCarried(carried) } }
}

const momentsOf = (row: SubscriptionTables['subscription']) => ({
  ...(row.starts_at !== null && { startsAt: row.starts_at }),
  ...(row.ends_at !== null && { endsAt: row.ends_at }),
  ...(row.anchor_day !== null && { anchorDay: row.anchor_day }),
  ...(row.opened_at !== null && { openedAt: row.opened_at }),
  ...(row.grace_until !== null && { graceUntil: row.grace_until }),
  ...(row.retention_until !== null && { retentionUntil: row.retention_until }),
  ...(row.looked_at !== null && { lookedAt: row.looked_at }),
  ...(row.closed_at !== null && { closedAt: row.closed_at }),
})

const orNull = (moment: Instant | undefined) => (moment === undefined ? null : at(moment))

/** What may change of a subscription. */
const toChangeable = (subscription: Subscription) => ({
  ...toHolding(subscription),
  present_line_id: subscription.presentLineId,
  state: subscription.state,
  starts_at: orNull(subscription.startsAt),
  ends_at: orNull(subscription.endsAt),
  anchor_day: subscription.anchorDay ?? null,
  opened_at: orNull(subscription.openedAt),
  grace_until: orNull(subscription.graceUntil),
  retention_until: orNull(subscription.retentionUntil),
  looked_at: orNull(subscription.lookedAt),
  renews_itself: subscription.renewsItself,
  renewal_days_before: subscription.renewalDaysBefore,
  renewals_left: subscription.renewalsLeft ?? null,
  renewal_failure: subscription.renewalFailure ? json(subscription.renewalFailure) : null,
  changing_line_id: subscription.changing?.lineId ?? null,
  changing_until: orNull(subscription.changing?.until),
  changing_carried: subscription.changing ? json(toCarried(subscription.changing.carried)) : null,
  barred_at: orNull(subscription.barred?.at),
  barred_reason: subscription.barred?.reason ?? null,
  closed_at: orNull(subscription.closedAt),
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
      order_id: subscription.orderId,
      order_line_id: subscription.orderLineId,
      created_at: at(subscription.createdAt),
      ...toChangeable(subscription),
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
  await tx
    .withTables<SubscriptionTables>()
    .updateTable('subscription')
    .set(toChangeable(subscription))
    .where('id', '=', subscription.id)
    .execute()
}

/** The terms of a subscription in their order, returned ones too. */
export async function listTerms(db: Db, subscriptionId: Id<'sub'>): Promise<Term[]> {
  const rows = await db
    .withTables<SubscriptionTables>()
    .selectFrom('subscription_term')
    .selectAll()
    .where('subscription_id', '=', subscriptionId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    ...fromHolding(row),
    id: row.id,
    subscriptionId: row.subscription_id,
    orderLineId: row.order_line_id,
    position: row.position,
    startsAt: row.starts_at,
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
    carried: { amountE8: BigInt(row.carried_e8), since: row.carried_since, pricedBy: row.priced_by },
    ...(row.refunded_at !== null && { refundedAt: row.refunded_at }),
  }))
}

const toCarriedColumns = ({ carried }: Term) => ({
  carried_e8: carried.amountE8.toString(),
  carried_since: at(carried.since),
  priced_by: carried.pricedBy,
})

export async function insertTerm(tx: Tx, term: Term): Promise<void> {
  await tx
    .withTables<SubscriptionTables>()
    .insertInto('subscription_term')
    .values({
      ...toHolding(term),
      id: term.id,
      subscription_id: term.subscriptionId,
      order_line_id: term.orderLineId,
      position: term.position,
      starts_at: at(term.startsAt),
      ends_at: orNull(term.endsAt),
      ...toCarriedColumns(term),
      refunded_at: orNull(term.refundedAt),
    })
    .execute()
}

/** What may change of a term: what it holds and what its days carry, by a change during validity; and that it was returned. */
export async function saveTerm(tx: Tx, term: Term): Promise<void> {
  await tx
    .withTables<SubscriptionTables>()
    .updateTable('subscription_term')
    .set({ ...toHolding(term), ...toCarriedColumns(term), refunded_at: orNull(term.refundedAt) })
    .where('id', '=', term.id)
    .execute()
}
