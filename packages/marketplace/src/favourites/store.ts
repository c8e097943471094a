import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import { lockName, toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Favourite } from './schema.ts'
import type { FavouriteTables } from './tables.ts'

const tables = (db: Db) => db.withTables<FavouriteTables>()

/** Other transactions that count and add favourites of this member wait until this one ends. */
export const waitForTurn = (tx: Tx, memberId: Id<'mbr'>): Promise<void> =>
  lockName(tx, `favourite:${memberId}`)

export async function listIds(db: Db, memberId: Id<'mbr'>): Promise<Id<'prd'>[]> {
  const rows = await tables(db)
    .selectFrom('favourite')
    .select('product_id')
    .where('member_id', '=', memberId)
    .execute()
  return rows.map((row) => row.product_id)
}

export async function insert(
  tx: Tx,
  memberId: Id<'mbr'>,
  { productId, keptAt, unitPrice, period }: Favourite,
): Promise<void> {
  await tables(tx)
    .insertInto('favourite')
    .values({
      member_id: memberId,
      product_id: productId,
      kept_at: toTimestamptz(keptAt),
      unit_price_e8: unitPrice.amountE8,
      currency: unitPrice.currency,
      period,
    })
    .execute()
}

export async function remove(tx: Tx, memberId: Id<'mbr'>, productId: Id<'prd'>): Promise<void> {
  await tables(tx)
    .deleteFrom('favourite')
    .where('member_id', '=', memberId)
    .where('product_id', '=', productId)
    .execute()
}

/** The last favourite of a page. */
export type Place = { readonly keptAt: Instant; readonly productId: Id<'prd'> }

/** The latest first, one more than the limit, which shows that there is a next page. */
export async function list(
  db: Db,
  memberId: Id<'mbr'>,
  page: { readonly limit: number; readonly after?: Place | undefined },
): Promise<Favourite[]> {
  const own = tables(db).selectFrom('favourite').selectAll().where('member_id', '=', memberId)
  const { after } = page
  const rest = after
    ? own.where(sql<boolean>`(kept_at, product_id) < (${toTimestamptz(after.keptAt)}, ${after.productId})`)
    : own
  const rows = await rest
    .orderBy('kept_at', 'desc')
    .orderBy('product_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    productId: row.product_id,
    keptAt: row.kept_at,
    unitPrice: { amountE8: row.unit_price_e8, currency: row.currency },
    period: row.period,
  }))
}
