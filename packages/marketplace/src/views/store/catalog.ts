import { toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { ProductProtocol } from '@loggia/protocol/console/access/kinds'
import { servingFamilies } from '../../access/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Product } from '../../catalog/index.ts'
import type { Db } from '../../platform/index.ts'
import { selectCoded } from './find.ts'
import type { ViewTables } from './joined.ts'

export const selectProducts = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('product')
    .innerJoin('seller', 'seller.id', 'product.seller_id')
    .selectAll('product')
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en', 'seller.logo as seller_logo'])

export type ProductRow = Awaited<ReturnType<typeof findProduct>> & object

export const findProduct = (db: Db, id: Id<'prd'>) =>
  selectProducts(db).where('product.id', '=', id).executeTakeFirst()

/** These products in any state. */
export const listProductsByIds = (db: Db, ids: readonly Id<'prd'>[]): Promise<ProductRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : selectProducts(db).where('product.id', 'in', ids).execute()

/** Listed products in the order of the catalogue; `after` is the last one of the page before. */
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

/** Other listed products of the same category, in the order of the catalogue. */
export const listSimilar = (
  db: Db,
  { id, category }: Pick<ProductRow, 'id' | 'category'>,
  limit: number,
): Promise<ProductRow[]> =>
  selectProducts(db)
    .where('product.state', '=', 'listed')
    .where('product.category', '=', category)
    .where('product.id', '<>', id)
    .orderBy('product.position')
    .orderBy('product.id')
    .limit(limit)
    .execute()

/** The filters of a list of products; `text` is a part of a name, or a whole id, or code of a sku or price item. */
export type ProductsAsked = {
  readonly sellerId?: Id<'sel'> | undefined
  readonly state?: Product['state'] | undefined
  readonly text?: string | undefined
}

/** Products, newest first, optionally of a seller, in a state, or with a text. */
export function listProducts(db: Db, of: ProductsAsked, page: PageRequest): Promise<ProductRow[]> {
  let query = selectProducts(db)
  if (of.sellerId !== undefined) query = query.where('product.seller_id', '=', of.sellerId)
  if (of.state !== undefined) query = query.where('product.state', '=', of.state)
  if (of.text !== undefined) {
    const { text } = of
    query = query.where(
      sql<boolean>`(position(lower(${text}) in lower(product.name_zh || ' ' || product.name_en)) > 0 or product.id = ${text}
        or product.id in (${selectCoded(text)}))`,
    )
  }
  if (page.after !== undefined) query = query.where('product.id', '<', toCursor(page.after, 'prd'))
  return query
    .orderBy('product.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/**
 * The offered price items of these products with their skus and specifications, in the order in which they are shown.
 */
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
        'spec.hidden',
        'spec.delisted_at',
        'spec.audience',
        'spec.max_purchases',
        'spec.max_quantity',
        'spec.stock',
        'sku.id as sku_id',
        'sku.code as sku_code',
        'sku.attribute_values',
      ])
      .select([
        'item.id',
        'item.code',
        'item.period',
        'item.unit_price_e8',
        'item.currency',
        'item.bands',
        'item.trial_days',
      ])
      .where('spec.product_id', 'in', productIds)
      .where('sku.offered', '=', true)
      .where('item.offered', '=', true)
      .orderBy('spec.product_id')
      .orderBy('spec.position')
      .orderBy('spec.id')
      .orderBy('sku.position')
      .orderBy('sku.id')
      // Months, then years, then one-time prices.
      .orderBy(sql`array_position(array['month', 'year', 'one_time'], item.period)`)
      .execute()
  )
}
export type PriceRow = Awaited<ReturnType<typeof listPrices>>[number]

export async function listBindings(db: Db, productIds: readonly Id<'prd'>[]) {
  if (productIds.length === 0) return []
  return db
    .withTables<ViewTables>()
    .selectFrom('channel_binding as bound')
    .innerJoin('channel', 'channel.id', 'bound.channel_id')
    .innerJoin('production_address as address', 'address.id', 'bound.address_id')
    .select(['bound.product_id', 'bound.protocol', 'bound.options', 'bound.address_id', 'bound.key_id'])
    .select('address.url')
    .where('channel.family', 'in', servingFamilies)
    .$narrowType<{ protocol: ProductProtocol; product_id: Id<'prd'> }>()
    .where('bound.product_id', 'in', productIds)
    .execute()
}
export type BindingRow = Awaited<ReturnType<typeof listBindings>>[number]

/** The latest version of a product's own agreement. */
export const findAgreement = (db: Db, productId: Id<'prd'>) =>
  db
    .withTables<ViewTables>()
    .selectFrom('service_agreement')
    .select(['version', 'text_zh', 'text_en'])
    .where('product_id', '=', productId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
export type AgreementRow = NonNullable<Awaited<ReturnType<typeof findAgreement>>>

/** The latest application of a product, in any state. */
export const findLatestApplication = (db: Db, productId: Id<'prd'>) =>
  db
    .withTables<ViewTables>()
    .selectFrom('product_application')
    .select('id')
    .where('product_id', '=', productId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Applications that wait for an operator's decision, the earliest due first. */
export function listReviews(
  db: Db,
  page: { readonly limit: number; readonly after?: { readonly dueAt: Instant; readonly id: Id<'apl'> } },
) {
  const waiting = db
    .withTables<ViewTables>()
    .selectFrom('product_application as one')
    .innerJoin('product', 'product.id', 'one.product_id')
    .innerJoin('seller', 'seller.id', 'one.seller_id')
    .leftJoin('member', 'member.id', 'one.opened_by')
    .selectAll('one')
    .select(['product.name_zh', 'product.name_en', 'product.state as product_state'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en', 'seller.logo as seller_logo'])
    .select('member.name as opener_name')
    .where('one.state', '=', 'in_review')
  const rest = page.after
    ? waiting.where(
        sql<boolean>`(one.due_at, one.id) > (${toTimestamptz(page.after.dueAt)}, ${page.after.id})`,
      )
    : waiting
  return rest
    .orderBy('one.due_at')
    .orderBy('one.id')
    .limit(page.limit + 1)
    .execute()
}
export type ReviewRow = Awaited<ReturnType<typeof listReviews>>[number]

/** A product's specification with its stock; null means unlimited. */
export const findSpecification = (db: Db, productId: Id<'prd'>, id: Id<'spc'>) =>
  db
    .withTables<ViewTables>()
    .selectFrom('specification')
    .select(['id', 'stock'])
    .where('product_id', '=', productId)
    .where('id', '=', id)
    .executeTakeFirst()
