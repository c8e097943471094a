import { sql } from 'kysely'
import type { Id, PageRequest } from '@loggia/kernel'
import type { ProductState } from '../../catalog/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './tables.ts'

const selectProducts = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('product')
    .innerJoin('seller', 'seller.id', 'product.seller_id')
    .selectAll('product')
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en', 'seller.logo as seller_logo'])

export type ProductRow = Awaited<ReturnType<typeof findProduct>> & object

export const findProduct = (db: Db, id: Id<'prd'>) =>
  selectProducts(db).where('product.id', '=', id).executeTakeFirst()

/** Listed products in the order of the catalogue; `after` is the place of the last one of the page before. */
export function listListed(
  db: Db,
  page: { readonly limit: number; readonly after?: { readonly position: number; readonly id: Id<'prd'> } },
): Promise<ProductRow[]> {
  const listed = selectProducts(db).where('product.state', '=', 'listed')
  const rest = page.after
    ? listed.where(sql<boolean>`(product.position, product.id) > (${page.after.position}, ${page.after.id})`)
    : listed
  return rest
    .orderBy('product.position')
    .orderBy('product.id')
    .limit(page.limit + 1)
    .execute()
}

/** Products of a seller, or of a state, or all of them, newest first. */
export function listProducts(
  db: Db,
  of: { sellerId?: Id<'sel'>; state?: ProductState | undefined },
  page: PageRequest,
): Promise<ProductRow[]> {
  let query = selectProducts(db)
  if (of.sellerId !== undefined) query = query.where('product.seller_id', '=', of.sellerId)
  if (of.state !== undefined) query = query.where('product.state', '=', of.state)
  if (page.after !== undefined) query = query.where('product.id', '<', page.after as Id<'prd'>)
  return query
    .orderBy('product.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** Specifications, skus and price items of these products, one row a price item, in the order they are shown in. */
export async function listPrices(db: Db, productIds: readonly Id<'prd'>[]) {
  if (productIds.length === 0) return []
  return (
    db
      .withTables<ViewTables>()
      .selectFrom('specification as spec')
      .innerJoin('sku', 'sku.specification_id', 'spec.id')
      .innerJoin('price_item as item', 'item.sku_id', 'sku.id')
      .select([
        'spec.product_id',
        'spec.id as spec_id',
        'spec.name_zh',
        'spec.name_en',
        'spec.features',
        'sku.id as sku_id',
        'sku.code as sku_code',
      ])
      .select(['item.id', 'item.code', 'item.period', 'item.unit_price_e8', 'item.currency'])
      .where('spec.product_id', 'in', productIds)
      .orderBy('spec.product_id')
      .orderBy('spec.position')
      // Months before years.
      .orderBy('item.period')
      .execute()
  )
}
export type PriceRow = Awaited<ReturnType<typeof listPrices>>[number]

export async function listBindings(db: Db, productIds: readonly Id<'prd'>[]) {
  if (productIds.length === 0) return []
  return db
    .withTables<ViewTables>()
    .selectFrom('product_access as bound')
    .innerJoin('production_address as address', 'address.id', 'bound.address_id')
    .select(['bound.product_id', 'bound.protocol', 'bound.address_id', 'bound.key_id', 'address.url'])
    .where('bound.product_id', 'in', productIds)
    .execute()
}
export type BindingRow = Awaited<ReturnType<typeof listBindings>>[number]
