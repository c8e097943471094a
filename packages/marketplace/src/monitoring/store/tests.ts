import type { Selectable } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DialTest, DialTestState } from '../schema.ts'
import type { MonitoringTables } from '../tables.ts'

export const fromTest = (row: Selectable<MonitoringTables['dial_test']>): DialTest =>
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

export const selectTests = (db: Db) => db.withTables<MonitoringTables>().selectFrom('dial_test').selectAll()

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

export async function findTest(db: Db, id: Id<'dlt'>): Promise<DialTest | undefined> {
  const row = await selectTests(db).where('id', '=', id).executeTakeFirst()
  return row && fromTest(row)
}

export async function listTestsById(db: Db, ids: readonly Id<'dlt'>[]): Promise<DialTest[]> {
  if (ids.length === 0) return []
  return (await selectTests(db).where('id', 'in', ids).execute()).map(fromTest)
}

type TestFilter = PageRequest & {
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
