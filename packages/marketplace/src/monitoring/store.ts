import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { DurationMs, Id, Instant, PageRequest } from '@loggia/kernel'
import {
  lockName,
  toJsonb,
  toMoment,
  toTimestamptz,
  updateRows,
  leaseIsOver,
  toLeaseEnd,
} from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { CaseCall } from '../debugging/index.ts'
import type { DialCall, DialTest, DialTestState, Standing, Watch } from './schema.ts'
import type { MonitoringTables } from './tables.ts'

type WatchRow = MonitoringTables['interface_watch']
type TestRow = MonitoringTables['dial_test']

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

export type WatchFilter = PageRequest & {
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

const fromTest = (row: Selectable<TestRow>): DialTest =>
  omitUndefined({
    id: row.id,
    productId: row.product_id,
    sellerId: row.seller_id,
    day: row.day,
    half: row.half,
    state: row.state,
    dueAt: row.due_at,
    fence: row.fence,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    skipped: row.skipped ?? undefined,
    calls: { passed: row.passed_calls, all: row.calls },
  })

const selectTests = (db: Db) => db.withTables<MonitoringTables>().selectFrom('dial_test').selectAll()

/** Writes a test that is due; false if there is one of that half, or a repair that is not over. */
export async function insertTest(
  tx: Tx,
  of: Pick<DialTest, 'id' | 'productId' | 'sellerId' | 'day' | 'half' | 'dueAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<MonitoringTables>()
    .insertInto('dial_test')
    .values({
      id: of.id,
      product_id: of.productId,
      seller_id: of.sellerId,
      day: of.day,
      half: of.half,
      state: 'due',
      due_at: toTimestamptz(of.dueAt),
      fence: 0,
      calls: 0,
      passed_calls: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** A seller is called for one test at a time. */
const isFree = sql<boolean>`not exists (
  select 1 from dial_test r where r.seller_id = d.seller_id and r.state = 'running')`

const isNoneOf = (except: Claim['except']) => sql<boolean>`d.id <> all(${except}::text[])`

type Claim = {
  readonly now: Instant
  readonly leaseMs: DurationMs
  readonly most: number
  /** What the node still works on, though its lease was lost. */
  readonly except: readonly Id<'dlt'>[]
}

/**
 * Takes due tests, one of each seller, and counts their start; two nodes do so one after the other. Checks of repairs
 * come first, for somebody waits, then the oldest.
 */
export async function claim(tx: Tx, { now, leaseMs, most, except }: Claim): Promise<DialTest[]> {
  await lockName(tx, 'dial_tests')
  const rows = await tx.send(sql<Selectable<TestRow>>`
    update dial_test set state = 'running', fence = fence + 1, started_at = ${toTimestamptz(now)},
      lease_until = ${toLeaseEnd(leaseMs)}
    where state = 'due' and id in (
      select id from (
        select distinct on (d.seller_id) d.id, d.due_at, d.half = 'repair' as is_repair from dial_test d
        where d.state = 'due' and d.due_at <= ${toTimestamptz(now)} and ${isFree} and ${isNoneOf(except)}
        order by d.seller_id, is_repair desc, d.due_at, d.id
      ) first order by is_repair desc, due_at, id limit ${most}
    )
    returning *`)
  return rows.map(fromTest)
}

/** When the next test but these is due that can be taken; in the past if it is due. */
export async function findNextDue(db: Db, except: Claim['except']): Promise<Instant | undefined> {
  const row = await db
    .withTables<MonitoringTables>()
    .selectFrom('dial_test as d')
    .select('d.due_at')
    .where('d.state', '=', 'due')
    .where(isFree)
    .where(isNoneOf(except))
    .orderBy('d.due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

type Started = Pick<DialTest, 'id' | 'fence'>

/** Tests of a server that is gone are due again: those whose lease is over, or all, where there is no other server. */
export async function recover(db: Db, of: 'all' | 'over'): Promise<void> {
  const lost = db
    .withTables<MonitoringTables>()
    .updateTable('dial_test')
    .set({ state: 'due', lease_until: null })
    .where('state', '=', 'running')
  await (of === 'all' ? lost : lost.where(leaseIsOver)).execute()
}

/** Lengthens the leases of tests that a node is at, unless they were lost. */
export async function renew(db: Db, tests: readonly Started[], leaseMs: DurationMs): Promise<void> {
  const query = db.withTables<MonitoringTables>().updateTable('dial_test').where('state', '=', 'running')
  const mine = query.where((row) => row.or(tests.map(({ id, fence }) => row.and({ id, fence }))))
  if (tests.length > 0) await mine.set({ lease_until: toLeaseEnd<Instant>(leaseMs) }).execute()
}

/** Locks a test that was started; undefined if its lease was lost. */
export async function lockStarted(tx: Tx, { id, fence }: Started): Promise<DialTest | undefined> {
  const row = await selectTests(tx)
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return row && fromTest(row)
}

/** Gives a test back that was started and says nothing. */
export async function putBack(db: Db, { id, fence }: Started, dueAt: Instant): Promise<void> {
  await db
    .withTables<MonitoringTables>()
    .updateTable('dial_test')
    .set({ state: 'due', lease_until: null, due_at: toTimestamptz(dueAt) })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .execute()
}

export const endTest = (tx: Tx, test: DialTest): Promise<void> =>
  updateRows(tx, 'dial_test', [
    {
      id: test.id,
      state: test.state,
      lease_until: null,
      ended_at: toMoment(test.endedAt),
      skipped: test.skipped ?? null,
      calls: test.calls.all,
      passed_calls: test.calls.passed,
    },
  ])

export async function insertCalls(tx: Tx, dialTestId: Id<'dlt'>, calls: readonly CaseCall[]): Promise<void> {
  if (calls.length === 0) return
  const rows = calls.map((call, n) => ({
    dial_test_id: dialTestId,
    n,
    scene: call.scene,
    activity: call.activity,
    needed: call.isNeeded,
    passed: call.passed,
    slow: call.slow,
    verdict: toJsonb(call.verdict),
    result_code: call.resultCode ?? null,
    duration_ms: Math.round(call.durationMs),
    at: toTimestamptz(call.at),
    protocol: call.connection.protocol,
    url: call.connection.url,
    request_sealed: call.sealed.request,
    reply_sealed: call.sealed.reply ?? null,
  }))
  await tx.withTables<MonitoringTables>().insertInto('dial_call').values(rows).execute()
}

export async function findTest(db: Db, id: Id<'dlt'>): Promise<DialTest | undefined> {
  const row = await selectTests(db).where('id', '=', id).executeTakeFirst()
  return row && fromTest(row)
}

export async function listTestsById(db: Db, ids: readonly Id<'dlt'>[]): Promise<DialTest[]> {
  if (ids.length === 0) return []
  return (await selectTests(db).where('id', 'in', ids).execute()).map(fromTest)
}

export type TestFilter = PageRequest & {
  readonly productId?: Id<'prd'> | undefined
  readonly state?: DialTestState | undefined
  readonly sellerId?: Id<'sel'> | undefined
}

/** Newest first, one more than the limit. */
export async function listTests(
  db: Db,
  { limit, after, productId, state, sellerId }: TestFilter,
): Promise<DialTest[]> {
  let query = selectTests(db)
  if (productId) query = query.where('product_id', '=', productId)
  if (sellerId) query = query.where('seller_id', '=', sellerId)
  if (state) query = query.where('state', '=', state)
  if (after !== undefined) query = query.where('id', '<', toCursor(after, 'dlt'))
  const newest = query.orderBy('id', 'desc').limit(limit + 1)
  return (await newest.execute()).map(fromTest)
}

/** The products among these of which a check is not over. */
export async function listChecking(
  db: Db,
  productIds: readonly Id<'prd'>[],
): Promise<ReadonlySet<Id<'prd'>>> {
  if (productIds.length === 0) return new Set()
  const rows = await db
    .withTables<MonitoringTables>()
    .selectFrom('dial_test')
    .select('product_id')
    .where('product_id', 'in', productIds)
    .where('half', '=', 'repair')
    .where('state', 'in', ['due', 'running'])
    .execute()
  return new Set(rows.map((row) => row.product_id))
}

/** A call with its bytes, which are sealed. */
export type KeptCall = { readonly call: DialCall; readonly sealed: CaseCall['sealed'] }

export async function listCalls(db: Db, dialTestId: Id<'dlt'>): Promise<KeptCall[]> {
  const rows = await db
    .withTables<MonitoringTables>()
    .selectFrom('dial_call')
    .selectAll()
    .where('dial_test_id', '=', dialTestId)
    .orderBy('n')
    .execute()
  return rows.map((row) => ({
    call: omitUndefined({
      scene: row.scene,
      activity: row.activity,
      isNeeded: row.needed,
      passed: row.passed,
      slow: row.slow,
      verdict: row.verdict,
      resultCode: row.result_code ?? undefined,
      durationMs: row.duration_ms,
      at: row.at,
      protocol: row.protocol,
      url: row.url,
    }),
    sealed: omitUndefined({ request: row.request_sealed, reply: row.reply_sealed ?? undefined }),
  }))
}

/** Deletes the oldest tests that ended before then, with their calls; gives how many. */
export async function deleteOld(
  tx: Tx,
  { before, most }: { readonly before: Instant; readonly most: number },
): Promise<number> {
  const tests = tx.withTables<MonitoringTables>()
  const old = tests
    .selectFrom('dial_test')
    .select('id')
    .where('ended_at', '<', toTimestamptz(before))
    .orderBy('ended_at')
    .limit(most)
  const { numDeletedRows } = await tests.deleteFrom('dial_test').where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Whether any test has ended. */
export async function hasEnded(db: Db): Promise<boolean> {
  const query = db.withTables<MonitoringTables>().selectFrom('dial_test').select('id')
  return (await query.where('ended_at', 'is not', null).limit(1).executeTakeFirst()) !== undefined
}
