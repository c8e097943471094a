import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Holding, Subscription, Term } from './schema.ts'
import { fromCarried, toCarried } from './stored-carried.ts'
import type { HoldingColumns, SubscriptionTables } from './tables.ts'

const fromHolding = (row: HoldingColumns): Holding =>
  omitUndefined({
    skuId: row.sku_id,
    priceItemId: row.price_item_id,
    quantity: Number(row.quantity),
    period: row.period,
    periodCount: row.period_count,
    trialDays: row.trial_days ?? undefined,
  })
const toHolding = (holding: Holding) => ({
  sku_id: holding.skuId,
  price_item_id: holding.priceItemId,
  quantity: BigInt(holding.quantity),
  period: holding.period,
  period_count: holding.periodCount,
  trial_days: holding.trialDays ?? null,
})

const fromRow = (row: SubscriptionTables['subscription']): Subscription =>
  omitUndefined({
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
    renewalsLeft: row.renewals_left ?? undefined,
    renewalPeriod: row.renewal_period ?? undefined,
    renewalNotBefore: row.renewal_not_before ?? undefined,
    renewalFailure: row.renewal_failure ?? undefined,
    ...changingOf(row),
    barred:
      row.barred_at !== null && row.barred_reason !== null
        ? { at: row.barred_at, reason: row.barred_reason }
        : undefined,
  })

function changingOf(row: SubscriptionTables['subscription']): Pick<Subscription, 'changing'> {
  const { changing_line_id: lineId, changing_until: until, changing_carried: carried } = row
  if (lineId === null || until === null || carried === null) return {}
  return { changing: { lineId, until, carried: fromCarried(carried) } }
}

const momentsOf = (row: SubscriptionTables['subscription']) =>
  omitUndefined({
    startsAt: row.starts_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    anchorDay: row.anchor_day ?? undefined,
    openedAt: row.opened_at ?? undefined,
    graceUntil: row.grace_until ?? undefined,
    retentionUntil: row.retention_until ?? undefined,
    lookedAt: row.looked_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
  })

/** The columns of a subscription that may change. */
const toChangeable = (subscription: Subscription) => ({
  ...toHolding(subscription),
  present_line_id: subscription.presentLineId,
  state: subscription.state,
  starts_at: toMoment(subscription.startsAt),
  ends_at: toMoment(subscription.endsAt),
  anchor_day: subscription.anchorDay ?? null,
  opened_at: toMoment(subscription.openedAt),
  grace_until: toMoment(subscription.graceUntil),
  retention_until: toMoment(subscription.retentionUntil),
  looked_at: toMoment(subscription.lookedAt),
  renews_itself: subscription.renewsItself,
  renewal_days_before: subscription.renewalDaysBefore,
  renewals_left: subscription.renewalsLeft ?? null,
  renewal_period: subscription.renewalPeriod ?? null,
  renewal_not_before: toMoment(subscription.renewalNotBefore),
  renewal_failure: subscription.renewalFailure ? subscription.renewalFailure : null,
  changing_line_id: subscription.changing?.lineId ?? null,
  changing_until: toMoment(subscription.changing?.until),
  changing_carried: subscription.changing ? toCarried(subscription.changing.carried) : null,
  barred_at: toMoment(subscription.barred?.at),
  barred_reason: subscription.barred?.reason ?? null,
  closed_at: toMoment(subscription.closedAt),
})

export const insert = (tx: Tx, subscription: Subscription): Promise<void> =>
  insertRows(tx, 'subscription', [
    {
      id: subscription.id,
      buyer_id: subscription.buyerId,
      seller_id: subscription.sellerId,
      product_id: subscription.productId,
      order_id: subscription.orderId,
      order_line_id: subscription.orderLineId,
      created_at: toMoment(subscription.createdAt),
      ...toChangeable(subscription),
    },
  ])

export const find = async (db: Db, id: Id<'sub'>): Promise<Subscription | undefined> =>
  (await listByIds(db, [id]))[0]

export async function listByIds(db: Db, ids: readonly Id<'sub'>[]): Promise<Subscription[]> {
  if (ids.length === 0) return []
  const query = db.withTables<SubscriptionTables>().selectFrom('subscription').selectAll()
  return (await query.where('id', 'in', ids).execute()).map(fromRow)
}

/** The services that were bought with these lines. */
export async function listByLines(db: Db, orderLineIds: readonly Id<'orl'>[]): Promise<Subscription[]> {
  if (orderLineIds.length === 0) return []
  const query = db.withTables<SubscriptionTables>().selectFrom('subscription').selectAll()
  return (await query.where('order_line_id', 'in', orderLineIds).execute()).map(fromRow)
}

/** Services of a product: those in ranges of ids, except some, and some more. */
export type CountedServices = {
  readonly ranges: readonly { readonly after: string; readonly upTo: string }[]
  readonly except: readonly Id<'sub'>[]
  readonly more: readonly Id<'sub'>[]
}

/** Counts those of these services that are not over, and the orders that they were bought with. */
export async function countOpen(
  db: Db,
  productId: Id<'prd'>,
  { ranges, except, more }: CountedServices,
): Promise<{ services: number; orders: number }> {
  const { rows } = await sql<{ services: bigint; orders: bigint }>`
    select count(*) as services, count(distinct order_id) as orders from subscription
    where product_id = ${productId} and closed_at is null and (id = any(${[...more]}::text[]) or not id = any(${[...except]}::text[])
      and exists (select from unnest(${ranges.map(({ after }) => after)}::text[], ${ranges.map(({ upTo }) => upTo)}::text[])
        as range (after_id, last_id) where id > after_id and id <= last_id))`.execute(
    db.withTables<SubscriptionTables>(),
  )
  const [counted] = rows
  return { services: Number(counted?.services ?? 0), orders: Number(counted?.orders ?? 0) }
}

/** The newest service of a product that is not over. */
export async function findNewestOpen(db: Db, productId: Id<'prd'>): Promise<Id<'sub'> | undefined> {
  const row = await db
    .withTables<SubscriptionTables>()
    .selectFrom('subscription')
    .select('id')
    .where('product_id', '=', productId)
    .where('closed_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Buyers with an open service of a product, in the order of their ids, after the last one that was read. */
export async function listBuyersOf(
  db: Db,
  productId: Id<'prd'>,
  { limit, after }: { readonly limit: number; readonly after: Id<'byr'> | undefined },
): Promise<Id<'byr'>[]> {
  const open = db
    .withTables<SubscriptionTables>()
    .selectFrom('subscription')
    .select('buyer_id')
    .distinct()
    .where('product_id', '=', productId)
    .where('closed_at', 'is', null)
    .where('opened_at', 'is not', null)
  const rest = after === undefined ? open : open.where('buyer_id', '>', after)
  return (await rest.orderBy('buyer_id').limit(limit).execute()).map((row) => row.buyer_id)
}

/** Locks a subscription for a change. */
export const lock = async (tx: Tx, id: Id<'sub'>): Promise<Subscription | undefined> =>
  (await lockAll(tx, [id]))[0]

/** Locks subscriptions for a change, in one order; gives them in that order. */
export async function lockAll(tx: Tx, ids: readonly Id<'sub'>[]): Promise<Subscription[]> {
  const rows = await tx.send(sql<SubscriptionTables['subscription']>`
    select * from subscription where id = any(${[...ids]}::text[]) order by id for no key update`)
  return rows.map(fromRow)
}

export const saveAll = (tx: Tx, subscriptions: readonly Subscription[]): Promise<void> =>
  updateRows(
    tx,
    'subscription',
    subscriptions.map((subscription) => ({ id: subscription.id, ...toChangeable(subscription) })),
  )

/** The terms of a subscription in their order, returned ones too. */
export const listTerms = (db: Db, subscriptionId: Id<'sub'>): Promise<Term[]> =>
  listTermsOf(db, [subscriptionId])

/** The terms of several subscriptions, those of each in their order. */
export async function listTermsOf(db: Db, subscriptionIds: readonly Id<'sub'>[]): Promise<Term[]> {
  const rows = await db
    .withTables<SubscriptionTables>()
    .selectFrom('subscription_term')
    .selectAll()
    .where('subscription_id', 'in', subscriptionIds)
    .orderBy('position')
    .execute()
  return rows.map((row) =>
    omitUndefined({
      ...fromHolding(row),
      id: row.id,
      subscriptionId: row.subscription_id,
      orderLineId: row.order_line_id,
      position: row.position,
      startsAt: row.starts_at,
      endsAt: row.ends_at ?? undefined,
      carried: { amountE8: BigInt(row.carried_e8), since: row.carried_since, pricedBy: row.priced_by },
      refundedAt: row.refunded_at ?? undefined,
    }),
  )
}

const toCarriedColumns = ({ carried }: Term) => ({
  carried_e8: carried.amountE8.toString(),
  carried_since: toMoment(carried.since),
  priced_by: carried.pricedBy,
})

export const insertTerms = (tx: Tx, terms: readonly Term[]): Promise<void> =>
  insertRows(
    tx,
    'subscription_term',
    terms.map((term) => ({
      ...toHolding(term),
      id: term.id,
      subscription_id: term.subscriptionId,
      order_line_id: term.orderLineId,
      position: term.position,
      starts_at: toMoment(term.startsAt),
      ends_at: toMoment(term.endsAt),
      ...toCarriedColumns(term),
      refunded_at: toMoment(term.refundedAt),
    })),
  )

/**
 * Saves what may change of terms: what they hold and what their days carry (a change during validity), and that they
 * were returned.
 */
export const saveTerms = (tx: Tx, terms: readonly Term[]): Promise<void> =>
  updateRows(
    tx,
    'subscription_term',
    terms.map((term) => ({
      id: term.id,
      ...toHolding(term),
      ...toCarriedColumns(term),
      refunded_at: toMoment(term.refundedAt),
    })),
  )
