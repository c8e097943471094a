import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import { allOf, at, keptPlan } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Holder, Instance, SellersId } from './schema.ts'
import type { InstanceTables } from './tables.ts'

const fromRow = (row: InstanceTables['instance']): Instance => ({
  id: row.id,
  subscriptionId: row.subscription_id,
  sellerId: row.seller_id,
  productId: row.product_id,
  orderId: row.order_id,
  orderLineId: row.order_line_id,
  state: row.state,
  ...(row.reference !== null && { reference: row.reference }),
  ...(row.seen_reference !== null && { seenReference: row.seen_reference }),
  openingUntil: row.opening_until,
  ...(row.opened_at !== null && { openedAt: row.opened_at }),
  ...(row.closed_at !== null && { closedAt: row.closed_at }),
})

const moments = (instance: Instance) => ({
  opened_at: instance.openedAt === undefined ? null : at(instance.openedAt),
  closed_at: instance.closedAt === undefined ? null : at(instance.closedAt),
})

export async function insert(tx: Tx, instance: Instance): Promise<void> {
  await tx
    .withTables<InstanceTables>()
    .insertInto('instance')
    .values({
      id: instance.id,
      subscription_id: instance.subscriptionId,
      seller_id: instance.sellerId,
      product_id: instance.productId,
      order_id: instance.orderId,
      order_line_id: instance.orderLineId,
      state: instance.state,
      reference: instance.reference ?? null,
      seen_reference: instance.seenReference ?? null,
      opening_until: at(instance.openingUntil),
      ...moments(instance),
    })
    .execute()
}

export async function findBySubscription(db: Db, subscriptionId: Id<'sub'>): Promise<Instance | undefined> {
  const query = db.withTables<InstanceTables>().selectFrom('instance').selectAll()
  const row = await query.where('subscription_id', '=', subscriptionId).executeTakeFirst()
  return row && fromRow(row)
}

/** Loads the instance of a subscription for change; others that want to change it wait. */
export async function lockBySubscription(tx: Tx, subscriptionId: Id<'sub'>): Promise<Instance | undefined> {
  const query = tx
    .withTables<InstanceTables>()
    .selectFrom('instance')
    .selectAll()
    .where('subscription_id', '=', subscriptionId)
  const row = await query.forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/**
 * Which services that are not over hold these ids of their sellers. Until this transaction ends nobody else learns who holds
 * them, so of two that want one at the same time the second finds the first.
 */
export async function listHolders(tx: Tx, ids: readonly SellersId[]): Promise<Holder[]> {
  if (ids.length === 0) return []
  const sellers = sql`${ids.map(({ sellerId }) => sellerId)}::text[]`
  const references = sql`${ids.map(({ reference }) => reference)}::text[]`
  const locked = tx.send(sql`${keptPlan}
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended('instance:' || seller || ':' || reference, 0) as key
      from unnest(${sellers}, ${references}) as asked (seller, reference) order by key) as keys`)
  // A statement of its own: it sees what was committed while the one before it waited.
  const found = tx.send(sql<Holder>`${keptPlan}
    select i.seller_id as "sellerId", i.reference, i.subscription_id as "subscriptionId", i.order_id as "orderId"
    from instance i join unnest(${sellers}, ${references}) as asked (seller, reference)
      on i.seller_id = asked.seller and i.reference = asked.reference
    where i.state <> 'released'`)
  await allOf([locked, found])
  return found
}

export async function save(tx: Tx, instance: Instance): Promise<void> {
  await tx
    .withTables<InstanceTables>()
    .updateTable('instance')
    .set({
      state: instance.state,
      reference: instance.reference ?? null,
      seen_reference: instance.seenReference ?? null,
      ...moments(instance),
    })
    .where('id', '=', instance.id)
    .execute()
}
