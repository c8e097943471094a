import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz, lockName } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Buyer } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'
import type { PartyTables } from '../../parties/index.ts'

/** One after the other, whoever of this buyer wants this specification: what they count then is committed. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>, specificationId: Id<'spc'>): Promise<void> =>
  lockName(tx, `purchase:${buyerId}:${specificationId}`)

/** What counts for R29: a trial is no purchase, and neither are more units for a service that there is. */
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

/** What verification, audiences and regions judge a buyer by (R4, R31, R32). */
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

/** Of which of these products the buyer has a paid service that stands (R31). */
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

/** The paid service that a line made stands from now on, or ends. */
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

/** False if it is a trial of what the buyer has tried before. */
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

/** Units of a specification that come back to its stock, or are to be taken from it. */
export type Units = {
  readonly orderLineId: Id<'orl'>
  readonly productId: Id<'prd'>
  readonly specificationId: Id<'spc'>
  readonly units: bigint
}

type UnitsRow = Pick<CatalogTables['purchase'], 'order_line_id' | 'product_id' | 'specification_id'>
const unitsColumns = ['order_line_id', 'product_id', 'specification_id'] as const

/** In one order of specifications, whoever changes several stocks; what has no units is left out. */
const sortUnits = <R extends UnitsRow>(rows: readonly R[], unitsOf: (row: R) => bigint | null): Units[] =>
  rows
    .flatMap((row) => {
      const units = unitsOf(row)
      const of = { orderLineId: row.order_line_id, productId: row.product_id }
      return units === null ? [] : [{ ...of, specificationId: row.specification_id, units }]
    })
    .sort((a, b) => (a.specificationId < b.specificationId ? -1 : 1))

/** Those of these lines that were not freed yet are freed; gives what they had taken. `heldInVain`: they were held, and are not paid. */
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

/** What these lines hold unpaid is to be taken when they are paid; gives what comes back. */
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

/** These lines are paid; gives what is to be taken for those that held nothing. */
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

/** What was to be taken for a line is taken. */
export async function setTaken(tx: Tx, orderLineId: Id<'orl'>): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .updateTable('purchase')
    .set((eb) => ({ stock_taken: eb.ref('stock_due'), stock_due: null }))
    .where('order_line_id', '=', orderLineId)
    .execute()
}

/** Whether units of this were held for the buyer since, and not paid. */
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
