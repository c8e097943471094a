import { defined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import { at, lockName } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { SampleItem } from './schema.ts'
import type { SampleItemTables } from './tables.ts'

const tables = (db: Db) => db.withTables<SampleItemTables>()

const fromRow = (row: SampleItemTables['sample_item']): SampleItem =>
  defined({
    id: row.id,
    sellerId: row.seller_id,
    title: row.title,
    days: row.days,
    state: row.state,
    declaredAt: row.declared_at,
    endsAt: row.ends_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
  })

/** Who counts and adds one for this seller after this waits until the transaction ends. */
export const waitForTurn = (tx: Tx, sellerId: Id<'sel'>): Promise<void> =>
  lockName(tx, `sample_item:${sellerId}`)

export async function countInForce(tx: Tx, sellerId: Id<'sel'>): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('sample_item')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('seller_id', '=', sellerId)
    .where('state', '=', 'in_force')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insert(tx: Tx, sampleItem: SampleItem): Promise<void> {
  await tables(tx)
    .insertInto('sample_item')
    .values({
      id: sampleItem.id,
      seller_id: sampleItem.sellerId,
      title: sampleItem.title,
      days: sampleItem.days,
      state: sampleItem.state,
      declared_at: at(sampleItem.declaredAt),
      ends_at: at(sampleItem.endsAt),
      withdrawn_at: null,
    })
    .execute()
}

/** Loads one for a change; who else wants to change it waits. */
export async function lock(tx: Tx, id: Id<'smp'>): Promise<SampleItem | undefined> {
  const row = await tables(tx)
    .selectFrom('sample_item')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** What changes of one. */
export async function save(
  tx: Tx,
  { id, state, withdrawnAt }: Pick<SampleItem, 'id' | 'state' | 'withdrawnAt'>,
): Promise<void> {
  await tables(tx)
    .updateTable('sample_item')
    .set({ state, withdrawn_at: withdrawnAt === undefined ? null : at(withdrawnAt) })
    .where('id', '=', id)
    .execute()
}

/** A seller's, newest first; one more than asked for, if there are. */
export async function list(db: Db, sellerId: Id<'sel'>, page: PageRequest): Promise<SampleItem[]> {
  const own = tables(db).selectFrom('sample_item').selectAll().where('seller_id', '=', sellerId)
  const rest = page.after === undefined ? own : own.where('id', '<', toCursor(page.after, 'smp'))
  const rows = await rest
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}
