import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz, lockName } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Buyer } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'
import type { PartyTables } from '../../parties/index.ts'

/** Serialises the purchases of a specification by one buyer, so that each counts the committed ones before it. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>, specificationId: Id<'spc'>): Promise<void> =>
  lockName(tx, `purchase:${buyerId}:${specificationId}`)

/** Counts for R29: neither trials nor units added to an existing service are purchases. */
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
    .where('counts', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The data of a buyer for verification, audiences and regions (R4, R31, R32). */
export const findTraits = (
  db: Db,
  buyerId: Id<'byr'>,
): Promise<Pick<Buyer, 'kind' | 'country' | 'verification'>> =>
  db
    .withTables<Pick<PartyTables, 'buyer'>>()
    .selectFrom('buyer')
    .select(['kind', 'country', 'verification'])
    .where('id', '=', buyerId)
    .executeTakeFirstOrThrow()

/** The ones of these products of which the buyer has a paid service that stands (R31). */
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
    .where('standing', '=', true)
    .execute()
  return rows.map((row) => row.product_id)
}

/** Marks the services made by these lines as standing, or as ended. */
export async function setStanding(
  tx: Tx,
  orderLineIds: readonly Id<'orl'>[],
  standing: boolean,
): Promise<void> {
  if (orderLineIds.length === 0) return
  const query = tx.withTables<CatalogTables>().updateTable('purchase').set({ standing })
  const ofLines = query.where('order_line_id', '=', sql<Id<'orl'>>`any(${[...orderLineIds]}::text[])`)
  await tx.write(ofLines.compile())
}

/** Returns false if it is a trial of a product that the buyer has tried before. */
export async function insertPurchase(
  tx: Tx,
  purchase: Omit<CatalogTables['purchase'], 'hold_ended_at' | 'standing'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<CatalogTables>()
    .insertInto('purchase')
    .values({ ...purchase, standing: false })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

/** Units of a specification to give back to its stock, or to take from it. */
export type Units = {
  readonly orderLineId: Id<'orl'>
  readonly productId: Id<'prd'>
  readonly specificationId: Id<'spc'>
  readonly units: bigint
}

type UnitsRow = Pick<CatalogTables['purchase'], 'order_line_id' | 'product_id' | 'specification_id'>
const unitsColumns = ['order_line_id', 'product_id', 'specification_id'] as const

/** Sorted by specification, so that changes of several stocks do not deadlock. Rows without units are left out. */
const sortUnits = <R extends UnitsRow>(rows: readonly R[], unitsOf: (row: R) => bigint | null): Units[] =>
  rows
    .flatMap((row) => {
      const units = unitsOf(row)
      const of = { orderLineId: row.order_line_id, productId: row.product_id }
      return units === null ? [] : [{ ...of, specificationId: row.specification_id, units }]
    })
    .sort((a, b) => (a.specificationId < b.specificationId ? -1 : 1))

/**
 * Frees these lines, unless freed already, and returns the units they had taken. `heldInVain`: when an unpaid hold
 * ended.
 */
export async function freePurchases(
  tx: Tx,
  lineIds: readonly Id<'orl'>[],
  heldInVain: Instant | undefined,
): Promise<Units[]> {
  if (lineIds.length === 0) return []
  const rows = await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set({ state: 'freed', ...(heldInVain !== undefined && endHold(heldInVain)) })
    .where('order_line_id', 'in', lineIds)
    .where('state', '<>', 'freed')
    .returning([...unitsColumns, 'stock_taken'])
    .execute()
  return sortUnits(rows, (row) => row.stock_taken)
}

const endHold = (now: Instant) => ({
  hold_ended_at: sql<Instant>`case when stock_taken is null then hold_ended_at else ${toIso(now)}::timestamptz end`,
})

/** Turns the stock that unpaid lines hold into stock due at payment; returns the units to give back. */
export async function releasePurchases(
  tx: Tx,
  lineIds: readonly Id<'orl'>[],
  now: Instant,
): Promise<Units[]> {
  const rows = await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set((eb) => ({ stock_due: eb.ref('stock_taken'), stock_taken: null, hold_ended_at: toTimestamptz(now) }))
    .where('order_line_id', 'in', lineIds)
    .where('state', '=', 'held')
    .where('stock_taken', 'is not', null)
    .returning([...unitsColumns, 'stock_due'])
    .execute()
  return sortUnits(rows, (row) => row.stock_due)
}

/** Marks these lines as paid; returns the units to take for those that held none. */
export async function setPaid(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<Units[]> {
  const rows = await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set({ state: 'paid' })
    .where('order_line_id', 'in', lineIds)
    .where('state', '=', 'held')
    .returning([...unitsColumns, 'stock_due'])
    .execute()
  return sortUnits(rows, (row) => row.stock_due)
}

/** Marks the units due for a line as taken. */
export async function setTaken(tx: Tx, orderLineId: Id<'orl'>): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set((eb) => ({ stock_taken: eb.ref('stock_due'), stock_due: null }))
    .where('order_line_id', '=', orderLineId)
    .execute()
}

/** Whether a hold of this specification for the buyer ended without payment after `since`. */
export async function hasHeldInVain(
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly specificationId: Id<'spc'>; readonly since: Instant },
): Promise<boolean> {
  const row = await db
    .withTables<CatalogTables>()
    .selectFrom('purchase')
    .select('order_line_id')
    .where('buyer_id', '=', of.buyerId)
    .where('specification_id', '=', of.specificationId)
    .where('hold_ended_at', '>', toTimestamptz(of.since))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Changes a stock in one statement, whose row lock makes concurrent changes wait. Returns what is left, or undefined if
 * there is no stock or it would fall below zero. `first` creates a stock where there was none.
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

/** The stock now; null means unlimited, undefined that there is no such specification. */
export async function findStock(db: Db, specificationId: Id<'spc'>): Promise<bigint | null | undefined> {
  const query = db.withTables<CatalogTables>().selectFrom('specification').select('stock')
  return (await query.where('id', '=', specificationId).executeTakeFirst())?.stock
}
