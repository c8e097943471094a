import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { CatalogTables } from '../../catalog/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Standing, Watch } from '../schema.ts'
import type { MonitoringTables } from '../tables.ts'

type WatchRow = MonitoringTables['interface_watch']

const fromWatch = (row: WatchRow): Watch =>
  omitUndefined({
    productId: row.product_id,
    sellerId: row.seller_id,
    hasCases: row.has_cases,
    failedDays: row.failed_days,
    day: row.day === null ? undefined : { date: row.day, failed: row.day_failed, passed: row.day_passed },
    orders: row.month === null ? undefined : { month: row.month, failed: row.failed_orders },
    last:
      row.last_test_id === null || row.last_passed === null
        ? undefined
        : { id: row.last_test_id, passed: row.last_passed },
    nextTestAt: row.next_test_at ?? undefined,
    off:
      row.off_at === null || row.off_reason === null ? undefined : { at: row.off_at, reason: row.off_reason },
    deferred:
      row.deferred_until === null || row.deferred_reason === null
        ? undefined
        : { until: row.deferred_until, reason: row.deferred_reason },
    frozenAt: row.frozen_at ?? undefined,
    delistedAt: row.delisted_at ?? undefined,
    repairedAt: row.repaired_at ?? undefined,
    relisting: toRelisting(row),
  })

const toRelisting = ({ relisting_at: at, relisting_note: note }: WatchRow): Watch['relisting'] =>
  at === null ? undefined : omitUndefined({ at, note: note ?? undefined })

const toTime = (at: Instant | undefined) => (at === undefined ? null : toTimestamptz(at))

const toRow = (watch: Watch) => ({
  has_cases: watch.hasCases,
  failed_days: watch.failedDays,
  day: watch.day?.date ?? null,
  day_failed: watch.day?.failed ?? 0,
  day_passed: watch.day?.passed ?? 0,
  month: watch.orders?.month ?? null,
  failed_orders: watch.orders?.failed ?? 0,
  last_test_id: watch.last?.id ?? null,
  last_passed: watch.last?.passed ?? null,
  next_test_at: toTime(watch.nextTestAt),
  off_at: toTime(watch.off?.at),
  off_reason: watch.off?.reason ?? null,
  deferred_until: toTime(watch.deferred?.until),
  deferred_reason: watch.deferred?.reason ?? null,
  frozen_at: toTime(watch.frozenAt),
  delisted_at: toTime(watch.delistedAt),
  repaired_at: toTime(watch.repairedAt),
  relisting_at: toTime(watch.relisting?.at),
  relisting_note: watch.relisting?.note ?? null,
})

const selectWatches = (db: Db) => db.withTables<MonitoringTables>().selectFrom('interface_watch').selectAll()

export async function findWatch(db: Db, productId: Id<'prd'>): Promise<Watch | undefined> {
  const row = await selectWatches(db).where('product_id', '=', productId).executeTakeFirst()
  return row && fromWatch(row)
}

export async function lockWatch(tx: Tx, productId: Id<'prd'>): Promise<Watch | undefined> {
  const row = await selectWatches(tx).where('product_id', '=', productId).forUpdate().executeTakeFirst()
  return row && fromWatch(row)
}

/** Begins to watch a product; does nothing if it is watched. */
export async function insertWatch(tx: Tx, watch: Watch, standing: Standing): Promise<void> {
  const { productId, sellerId } = watch
  const row = { product_id: productId, seller_id: sellerId, standing, ...toRow(watch) }
  const query = tx.withTables<MonitoringTables>().insertInto('interface_watch').values(row)
  await query.onConflict((conflict) => conflict.doNothing()).execute()
}

/** Saves a watch, and where it stands. */
export async function saveWatch(tx: Tx, watch: Watch, standing: Standing): Promise<void> {
  const query = tx.withTables<MonitoringTables>().updateTable('interface_watch')
  await query
    .set({ standing, ...toRow(watch) })
    .where('product_id', '=', watch.productId)
    .execute()
}

export async function deleteWatch(tx: Tx, productId: Id<'prd'>): Promise<void> {
  const query = tx.withTables<MonitoringTables>().deleteFrom('interface_watch')
  await query.where('product_id', '=', productId).execute()
}

type WatchFilter = PageRequest & {
  readonly standing?: Standing | undefined
  readonly sellerId?: Id<'sel'> | undefined
}
/** A watch as it was saved, with where it stands. */
export type StandingWatch = { readonly watch: Watch; readonly standing: Standing }

/** Newest product first, one more than the limit. */
export async function listWatches(
  db: Db,
  { limit, after, standing, sellerId }: WatchFilter,
): Promise<StandingWatch[]> {
  let query = selectWatches(db)
    .orderBy('product_id', 'desc')
    .limit(limit + 1)
  if (standing) query = query.where('standing', '=', standing)
  if (sellerId) query = query.where('seller_id', '=', sellerId)
  if (after !== undefined) query = query.where('product_id', '<', toCursor(after, 'prd'))
  return (await query.execute()).map((row) => ({ watch: fromWatch(row), standing: row.standing }))
}

/** R238: notes an order that failed; false if it was noted before. */
export async function insertOrderFailure(
  tx: Tx,
  of: {
    readonly productId: Id<'prd'>
    readonly orderId: Id<'ord'>
    readonly month: string
    readonly at: Instant
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<MonitoringTables>()
    .insertInto('interface_order_failure')
    .values({ product_id: of.productId, order_id: of.orderId, month: of.month, at: toTimestamptz(of.at) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

type CheckFound = { readonly at: Instant; readonly products: number; readonly passed: number }

/**
 * What the newest dial tests of a product, or of the listed products of a seller, found; only of those that are tested
 * now.
 */
export async function findCheck(db: Db, of: Id<'prd'> | Id<'sel'>): Promise<CheckFound | undefined> {
  const { at, products, passed } = await db
    .withTables<MonitoringTables & CatalogTables>()
    .selectFrom('interface_watch as w')
    .innerJoin('dial_test as t', 't.id', 'w.last_test_id')
    .innerJoin('product as p', 'p.id', 'w.product_id')
    .where((row) =>
      row.or([
        row('w.product_id', '=', of as Id<'prd'>),
        row.and([row('w.seller_id', '=', of as Id<'sel'>), row('p.state', '=', 'listed')]),
      ]),
    )
    .where('w.delisted_at', 'is', null)
    .where('w.off_at', 'is', null)
    .where('w.has_cases', '=', true)
    .select(({ fn, eb }) => [
      fn.max('t.ended_at').as('at'),
      fn.countAll<number>().as('products'),
      fn
        .countAll<number>()
        .filterWhere(eb('t.state', '=', 'passed'))
        .as('passed'),
    ])
    .executeTakeFirstOrThrow()
  return at === null ? undefined : { at, products: Number(products), passed: Number(passed) }
}
