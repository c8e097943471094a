import type { Currency, Id, Instant } from '@loggia/kernel'
import { at, json } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Draft, Period, Product, ProductState, Purchasable, Quantity, Text } from './schema.ts'

type CatalogTables = {
  product: {
    id: Id<'prd'>
    seller_id: Id<'sel'>
    type: 'saas'
    state: ProductState
    name_zh: string
    name_en: string
    summary_zh: string
    summary_en: string
    description_zh: string
    description_en: string
    category: string
    logo: string | null
    quantity: Quantity | null
    position: number
    created_at: Instant
    listed_at: Instant | null
  }
  specification: {
    id: Id<'spc'>
    product_id: Id<'prd'>
    name_zh: string
    name_en: string
    features: readonly Text[]
    position: number
  }
  sku: { id: Id<'sku'>; specification_id: Id<'spc'>; code: string }
  price_item: {
    id: Id<'pri'>
    sku_id: Id<'sku'>
    code: string
    period: Period
    unit_price_e8: bigint
    currency: Currency
  }
}

type ProductRow = Pick<
  CatalogTables['product'],
  'id' | 'seller_id' | 'state' | 'name_zh' | 'name_en' | 'logo' | 'quantity'
>

const fromProduct = (row: ProductRow): Product => ({
  id: row.id,
  sellerId: row.seller_id,
  state: row.state,
  name: { zh: row.name_zh, en: row.name_en },
  ...(row.logo !== null && { logo: row.logo }),
  ...(row.quantity !== null && { quantity: row.quantity }),
})

const productColumns = ['id', 'seller_id', 'state', 'name_zh', 'name_en', 'logo', 'quantity'] as const

/** A product with the ids and codes that were drawn for its parts. */
export type NewProduct = Omit<Draft, 'specifications'> & {
  readonly id: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly state: ProductState
  readonly logo?: string
  readonly position: number
  readonly createdAt: Instant
  readonly listedAt?: Instant
  readonly specifications: readonly (Omit<Draft['specifications'][number], 'prices'> & {
    readonly id: Id<'spc'>
    readonly sku: { readonly id: Id<'sku'>; readonly code: string }
    readonly prices: readonly (Draft['specifications'][number]['prices'][number] & {
      readonly id: Id<'pri'>
      readonly code: string
    })[]
  })[]
}

export async function insert(tx: Tx, product: NewProduct): Promise<void> {
  const tables = tx.withTables<CatalogTables>()
  const { specifications } = product
  await tables.insertInto('product').values(toRow(product)).execute()
  await tables
    .insertInto('specification')
    .values(
      specifications.map(({ id, name, features }, position) => ({
        id,
        product_id: product.id,
        name_zh: name.zh,
        name_en: name.en,
        features: json(features),
        position,
      })),
    )
    .execute()
  await tables
    .insertInto('sku')
    .values(
      specifications.map((specification) => ({ ...specification.sku, specification_id: specification.id })),
    )
    .execute()
  await tables
    .insertInto('price_item')
    .values(specifications.flatMap(({ sku, prices }) => prices.map((price) => toPriceItem(sku.id, price))))
    .execute()
}

const toRow = (product: NewProduct) => ({
  id: product.id,
  seller_id: product.sellerId,
  type: 'saas' as const,
  state: product.state,
  name_zh: product.name.zh,
  name_en: product.name.en,
  summary_zh: product.summary.zh,
  summary_en: product.summary.en,
  description_zh: product.description.zh,
  description_en: product.description.en,
  category: product.category,
  logo: product.logo ?? null,
  quantity: product.quantity ? json(product.quantity) : null,
  position: product.position,
  created_at: at(product.createdAt),
  listed_at: product.listedAt === undefined ? null : at(product.listedAt),
})

const toPriceItem = (skuId: Id<'sku'>, price: NewProduct['specifications'][number]['prices'][number]) => ({
  id: price.id,
  sku_id: skuId,
  code: price.code,
  period: price.period,
  unit_price_e8: price.unitPrice.amountE8,
  currency: price.unitPrice.currency,
})

export async function find(db: Db, id: Id<'prd'>): Promise<Product | undefined> {
  const row = await db
    .withTables<CatalogTables>()
    .selectFrom('product')
    .select(productColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromProduct(row)
}

export async function listByIds(db: Db, ids: readonly Id<'prd'>[]): Promise<Product[]> {
  if (ids.length === 0) return []
  const rows = await db
    .withTables<CatalogTables>()
    .selectFrom('product')
    .select(productColumns)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(fromProduct)
}

export async function listBySeller(db: Db, sellerId: Id<'sel'>): Promise<Product[]> {
  const tables = db.withTables<CatalogTables>()
  const rows = await tables
    .selectFrom('product')
    .select(productColumns)
    .where('seller_id', '=', sellerId)
    .orderBy('id')
    .execute()
  return rows.map(fromProduct)
}

/** Loads a product for change; others that want to change it wait. */
export async function lock(tx: Tx, id: Id<'prd'>): Promise<Product | undefined> {
  const row = await tx
    .withTables<CatalogTables>()
    .selectFrom('product')
    .select(productColumns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromProduct(row)
}

export async function setState(
  tx: Tx,
  product: Pick<Product, 'id' | 'state'>,
  listedAt?: Instant,
): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .updateTable('product')
    .set({ state: product.state, ...(listedAt !== undefined && { listed_at: at(listedAt) }) })
    .where('id', '=', product.id)
    .execute()
}

export async function findPurchasable(db: Db, priceItemId: Id<'pri'>): Promise<Purchasable | undefined> {
  const row = await db
    .withTables<CatalogTables>()
    .selectFrom('price_item as item')
    .innerJoin('sku', 'sku.id', 'item.sku_id')
    .innerJoin('specification as spec', 'spec.id', 'sku.specification_id')
    .innerJoin('product', 'product.id', 'spec.product_id')
    .select(productColumns.map((column) => `product.${column}` as const))
    .select([
      'spec.id as spec_id',
      'spec.name_zh as spec_zh',
      'spec.name_en as spec_en',
      'sku.id as sku_id',
      'sku.code as sku_code',
    ])
    .select([
      'item.id as item_id',
      'item.code as item_code',
      'item.period',
      'item.unit_price_e8',
      'item.currency',
    ])
    .where('item.id', '=', priceItemId)
    .executeTakeFirst()
  return (
    row && {
      product: fromProduct(row),
      specification: { id: row.spec_id, name: { zh: row.spec_zh, en: row.spec_en } },
      sku: { id: row.sku_id, code: row.sku_code },
      priceItem: {
        id: row.item_id,
        code: row.item_code,
        period: row.period,
        unitPrice: { amountE8: row.unit_price_e8, currency: row.currency },
      },
    }
  )
}
