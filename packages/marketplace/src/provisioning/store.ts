import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { waitForAll, insertRows, keptPlan, toMoment, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Holder, Instance, SellersId } from './schema.ts'
import type { InstanceTables } from './tables.ts'

const columns = [
  'id',
  'subscription_id',
  'seller_id',
  'product_id',
  'order_id',
  'order_line_id',
  'state',
  'reference',
  'seen_reference',
  'opening_until',
  'opened_at',
  'closed_at',
] as const satisfies readonly (keyof InstanceTables['instance'])[]

const fromRow = (row: InstanceTables['instance']): Instance =>
  omitUndefined({
    id: row.id,
    subscriptionId: row.subscription_id,
    sellerId: row.seller_id,
    productId: row.product_id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    state: row.state,
    reference: row.reference ?? undefined,
    seenReference: row.seen_reference ?? undefined,
    openingUntil: row.opening_until,
    openedAt: row.opened_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
  })

const toChangeable = (instance: Instance) => ({
  state: instance.state,
  reference: instance.reference ?? null,
  seen_reference: instance.seenReference ?? null,
  opened_at: toMoment(instance.openedAt),
  closed_at: toMoment(instance.closedAt),
})

export const insert = (tx: Tx, instance: Instance): Promise<void> =>
  insertRows(tx, 'instance', [
    {
      id: instance.id,
      subscription_id: instance.subscriptionId,
      seller_id: instance.sellerId,
      product_id: instance.productId,
      order_id: instance.orderId,
      order_line_id: instance.orderLineId,
      opening_until: toMoment(instance.openingUntil),
      ...toChangeable(instance),
    },
  ])

export async function findBySubscription(db: Db, subscriptionId: Id<'sub'>): Promise<Instance | undefined> {
  const query = db.withTables<InstanceTables>().selectFrom('instance').selectAll()
  const row = await query.where('subscription_id', '=', subscriptionId).executeTakeFirst()
  return row && fromRow(row)
}

/** Locks the instance of a subscription for a change. */
export const lockBySubscription = async (tx: Tx, subscriptionId: Id<'sub'>): Promise<Instance | undefined> =>
  (await lockBySubscriptions(tx, [subscriptionId]))[0]

/** Locks the instances of subscriptions for a change, in one order. */
export async function lockBySubscriptions(
  tx: Tx,
  subscriptionIds: readonly Id<'sub'>[],
): Promise<Instance[]> {
  const rows = await tx.send(sql<InstanceTables['instance']>`${keptPlan}
    select ${sql.join(columns.map((name) => sql.ref(name)))} from instance
    where subscription_id = any(${[...subscriptionIds]}::text[]) order by subscription_id for no key update`)
  return rows.map(fromRow)
}

/**
 * The services that are not over and hold these ids of their sellers. Locks the ids until this transaction ends, so
 * that of two services that want one at the same time the second finds the first.
 */
export async function listHolders(tx: Tx, ids: readonly SellersId[]): Promise<Holder[]> {
  if (ids.length === 0) return []
  const sellers = sql`${ids.map(({ sellerId }) => sellerId)}::text[]`
  const references = sql`${ids.map(({ reference }) => reference)}::text[]`
  const locked = tx.send(sql`${keptPlan}
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended('instance:' || seller || ':' || reference, 0) as key
      from unnest(${sellers}, ${references}) as asked (seller, reference) order by key) as keys`)
  // A separate statement, which sees what was committed while the one before waited for the lock.
  const found = tx.send(sql<Holder>`${keptPlan}
    select i.seller_id as "sellerId", i.reference, i.subscription_id as "subscriptionId", i.order_id as "orderId"
    from unnest(${sellers}, ${references}) as asked (seller, reference) cross join lateral (
      select * from instance where seller_id = asked.seller and reference = asked.reference and state <> 'released' offset 0
    ) as i`)
  await waitForAll([locked, found])
  return found
}

export const save = (tx: Tx, instance: Instance): Promise<void> => saveAll(tx, [instance])

export const saveAll = (tx: Tx, instances: readonly Instance[]): Promise<void> =>
  updateRows(
    tx,
    'instance',
    instances.map((instance) => ({ id: instance.id, ...toChangeable(instance) })),
  )
