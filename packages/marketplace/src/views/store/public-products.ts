import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

const selectPublic = (db: Db) =>
  db.withTables<ViewTables>().selectFrom('product').where('product.state', '=', 'listed')

/** Every `length`th listed product in the order of ids, beginning with the first. */
export async function listStarts(db: Db, length: number): Promise<Id<'prd'>[]> {
  const numbered = selectPublic(db).select(['id', sql<bigint>`row_number() over (order by id)`.as('n')])
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom(numbered.as('numbered'))
    .select('id')
    .where(sql<boolean>`(n - 1) % ${sql.lit(length)} = 0`)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Listed products in the order of ids, from `id` on; without `id` itself unless `including`. */
export function listPublic(
  db: Db,
  from: { readonly id: Id<'prd'>; readonly including: boolean; readonly limit: number },
) {
  return selectPublic(db)
    .select(['id', 'listed_at'])
    .where('id', from.including ? '>=' : '>', from.id)
    .orderBy('id')
    .limit(from.limit)
    .execute()
}

/** Every `length`th seller of listed products in the order of ids, beginning with the first. */
export async function listSellerStarts(db: Db, length: number): Promise<Id<'sel'>[]> {
  const sellers = selectPublic(db).select('seller_id').distinct()
  const numbered = db
    .withTables<ViewTables>()
    .selectFrom(sellers.as('sellers'))
    .select(['seller_id', sql<bigint>`row_number() over (order by seller_id)`.as('n')])
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom(numbered.as('numbered'))
    .select('seller_id')
    .where(sql<boolean>`(n - 1) % ${sql.lit(length)} = 0`)
    .orderBy('seller_id')
    .execute()
  return rows.map(({ seller_id }) => seller_id)
}

/** Sellers of listed products in the order of ids, from `first` on, with the time their newest product was listed. */
export const listPublicSellers = (
  db: Db,
  first: Id<'sel'>,
  limit: number,
): Promise<{ id: Id<'sel'>; listed_at: Instant | null }[]> =>
  selectPublic(db)
    .select(['seller_id as id', sql<Instant | null>`max(listed_at)`.as('listed_at')])
    .where('seller_id', '>=', first)
    .groupBy('seller_id')
    .orderBy('seller_id')
    .limit(limit)
    .execute()
