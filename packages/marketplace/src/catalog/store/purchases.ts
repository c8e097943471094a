import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { Buyer } from '../schema.ts'
import type { CatalogTables } from './tables.ts'

type BuyerTable = {
  buyer: { id: Id<'byr'>; kind: Buyer['kind']; country: string; verification: Buyer['verification'] }
}

/** One after the other, whoever of this buyer wants this specification: what they count then is committed. */
export async function waitForTurn(tx: Tx, buyerId: Id<'byr'>, specificationId: Id<'spc'>): Promise<void> {
  const name = `purchase:${buyerId}:${specificationId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(
    tx.withTables<CatalogTables>(),
  )
}

/** What counts for R29: a trial is no purchase. */
export async function countPurchases(
  db: Db,
  buyerId: Id<'byr'>,
  specificationId: Id<'spc'>,
): Promise<number> {
  const { count } = await db
    .withTables<CatalogTables>()
    .selectFrom('purchase')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('buyer_id', '=', buyerId)
    .where('specification_id', '=', specificationId)
    .where('state', '<>', 'freed')
    .where('trial', '=', false)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What verification, audiences and regions judge a buyer by (R4, R31, R32). */
export const findTraits = (
  db: Db,
  buyerId: Id<'byr'>,
): Promise<Pick<Buyer, 'kind' | 'country' | 'verification'>> =>
  db
    .withTables<BuyerTable>()
    .selectFrom('buyer')
    .select(['kind', 'country', 'verification'])
    .where('id', '=', buyerId)
    .executeTakeFirstOrThrow()

/** Which of these products the buyer has paid for, and not been refunded. */
export async function listOwned(
  db: Db,
  buyerId: Id<'byr'>,
  productIds: readonly string[],
): Promise<string[]> {
  if (productIds.length === 0) return []
  const rows = await db
    .withTables<CatalogTables>()
    .selectFrom('purchase')
    .select('product_id')
    .distinct()
    .where('buyer_id', '=', buyerId)
    .where('product_id', 'in', productIds as readonly Id<'prd'>[])
    .where('state', '=', 'paid')
    .execute()
  return rows.map((row) => row.product_id)
}

/** False if it is a trial of what the buyer has tried before. */
export async function insertPurchase(tx: Tx, purchase: CatalogTables['purchase']): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<CatalogTables>()
    .insertInto('purchase')
    .values(purchase)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

/** Those of these lines that were not freed yet, in one order of specifications; from now on they are. */
export async function freePurchases(
  tx: Tx,
  lineIds: readonly Id<'orl'>[],
): Promise<{ specificationId: Id<'spc'>; stockTaken: bigint | null }[]> {
  if (lineIds.length === 0) return []
  const rows = await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set({ state: 'freed' })
    .where('order_line_id', 'in', lineIds)
    .where('state', '<>', 'freed')
    .returning(['specification_id', 'stock_taken'])
    .execute()
  return rows
    .map((row) => ({ specificationId: row.specification_id, stockTaken: row.stock_taken }))
    .sort((a, b) => (a.specificationId < b.specificationId ? -1 : 1))
}

export async function setPaid(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> {
  const query = tx.withTables<CatalogTables>().updateTable('purchase').set({ state: 'paid' })
  await query.where('order_line_id', 'in', lineIds).where('state', '=', 'held').execute()
}

/**
 * Changes a stock in one statement, whose lock makes others wait and look again: what is left, or undefined if there
 * is no stock to change or it would go below zero. `first` begins one where there was none.
 */
export async function changeStock(
  tx: Tx,
  specificationId: Id<'spc'>,
  { change, first = false }: { readonly change: bigint; readonly first?: boolean },
): Promise<bigint | undefined> {
  const stock = first ? sql<bigint>`coalesce(stock, 0)` : sql<bigint>`stock`
  const row = await tx
    .withTables<CatalogTables>()
    .updateTable('specification')
    .set({ stock: sql<bigint>`${stock} + ${change}::bigint` })
    .where('id', '=', specificationId)
    .where(sql<boolean>`${stock} + ${change}::bigint >= 0`)
    .returning('stock')
    .executeTakeFirst()
  return row?.stock ?? undefined
}

/** What is in stock now; null is without limit. */
export async function findStock(db: Db, specificationId: Id<'spc'>): Promise<bigint | null | undefined> {
  const query = db.withTables<CatalogTables>().selectFrom('specification').select('stock')
  return (await query.where('id', '=', specificationId).executeTakeFirst())?.stock
}
