import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, PriceBand, UnitPrice } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type {
  AfterSale,
  BuyerAudience,
  Certificate,
  Product,
  Purchasable,
  Sku,
  Specification,
} from '../schema.ts'
import type { CatalogTables, StoredBand } from '../tables.ts'

const productColumns = [
  'id',
  'seller_id',
  'type',
  'sales_mode',
  'state',
  'name_zh',
  'name_en',
  'logo',
  'category',
  'hidden',
  'suspended_until',
  'seller_suspended',
  'interface_frozen',
  'interface_delisted',
  'quantity',
  'attributes',
  'audience',
  'regions',
  'trial_buyers',
  'buyer_data',
  'buyer_parameters',
  'verification',
  'five_day_refund',
  'upgrades',
  'renewal_changes',
  'supervision',
] as const
type ProductRow = Pick<CatalogTables['product'], (typeof productColumns)[number]>

const fromProduct = (row: ProductRow): Product =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    type: row.type,
    salesMode: row.sales_mode,
    state: row.state,
    name: { zh: row.name_zh, en: row.name_en },
    logo: row.logo ?? undefined,
    category: row.category,
    hidden: row.hidden,
    suspendedUntil: row.suspended_until ?? undefined,
    sellerSuspended: row.seller_suspended || undefined,
    interfaceFrozen: row.interface_frozen || undefined,
    interfaceDelisted: row.interface_delisted || undefined,
    quantity: row.quantity ?? undefined,
    attributes: row.attributes,
    audience: row.audience,
    regions: row.regions ?? undefined,
    trialBuyers: row.trial_buyers ?? undefined,
    buyerData: row.buyer_data,
    buyerParameters: row.buyer_parameters,
    verification: row.verification,
    afterSale: fromAfterSale(row),
    supervision: row.supervision ?? undefined,
  })

export const fromAfterSale = (
  row: Pick<CatalogTables['product'], 'five_day_refund' | 'upgrades' | 'renewal_changes'>,
): AfterSale => ({
  fiveDayRefund: row.five_day_refund,
  upgrades: row.upgrades,
  renewalChanges: row.renewal_changes,
})

const fromSpecification = (row: CatalogTables['specification']): Specification =>
  omitUndefined({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    hidden: row.hidden,
    delistedAt: row.delisted_at ?? undefined,
    audience: row.audience ?? undefined,
    maxPurchases: row.max_purchases ?? undefined,
    maxQuantity: row.max_quantity ?? undefined,
    stock: row.stock === null ? undefined : Number(row.stock),
  })

export const fromBands = (bands: readonly StoredBand[], { currency }: UnitPrice): PriceBand[] =>
  bands.map(({ above, amountE8 }) => ({ above, unitPrice: { amountE8: BigInt(amountE8), currency } }))

export async function find(db: Db, id: Id<'prd'>): Promise<Product | undefined> {
  return (await listByIds(db, [id]))[0]
}

export async function listByIds(db: Db, ids: readonly Id<'prd'>[]): Promise<Product[]> {
  if (ids.length === 0) return []
  const query = db.withTables<CatalogTables>().selectFrom('product').select(productColumns)
  return (await query.where('id', 'in', ids).orderBy('id').execute()).map(fromProduct)
}

export async function listBySeller(db: Db, sellerId: Id<'sel'>): Promise<Product[]> {
  const query = db.withTables<CatalogTables>().selectFrom('product').select(productColumns)
  return (await query.where('seller_id', '=', sellerId).orderBy('id').execute()).map(fromProduct)
}

/** Locks the products of a seller in the order of their ids. */
export async function lockBySeller(tx: Tx, sellerId: Id<'sel'>): Promise<Product[]> {
  const query = tx.withTables<CatalogTables>().selectFrom('product').select(productColumns)
  const own = query.where('seller_id', '=', sellerId).orderBy('id').forNoKeyUpdate()
  return (await own.execute()).map(fromProduct)
}

/** Loads a product and locks it for change. */
export async function lock(tx: Tx, id: Id<'prd'>): Promise<Product | undefined> {
  const query = tx.withTables<CatalogTables>().selectFrom('product').select(productColumns)
  const row = await query.where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && fromProduct(row)
}

/** Takes a shared lock: others cannot change these products until the transaction ends. */
export async function share(tx: Tx, ids: readonly Id<'prd'>[]): Promise<void> {
  if (ids.length === 0) return
  const query = tx.withTables<CatalogTables>().selectFrom('product').select('id')
  await query.where('id', 'in', ids).orderBy('id').forShare().execute()
}

export async function listSkuIds(db: Db, specificationIds: readonly Id<'spc'>[]): Promise<Id<'sku'>[]> {
  if (specificationIds.length === 0) return []
  const query = db.withTables<CatalogTables>().selectFrom('sku').select('id')
  return (await query.where('specification_id', 'in', specificationIds).execute()).map(({ id }) => id)
}

/** The state of each of these skus, with its product. */
export async function listStandings(
  db: Db,
  skuIds: readonly Id<'sku'>[],
): Promise<
  { readonly state: Product['state']; readonly delisted: boolean; readonly product: Product['name'] }[]
> {
  const rows = await db
    .withTables<CatalogTables>()
    .selectFrom('sku')
    .innerJoin('specification as spec', 'spec.id', 'sku.specification_id')
    .innerJoin('product', 'product.id', 'spec.product_id')
    .select(['product.state', 'product.name_zh', 'product.name_en', 'spec.delisted_at'])
    .select('sku.delisted_at as sku_delisted_at')
    .where('sku.id', 'in', skuIds)
    .orderBy('sku.id')
    .execute()
  return rows.map((row) => ({
    state: row.state,
    delisted: row.delisted_at !== null || row.sku_delisted_at !== null,
    product: { zh: row.name_zh, en: row.name_en },
  }))
}

/** Saves the state of a product. `listed_at` keeps the first time it was on sale. */
export async function saveState(
  tx: Tx,
  product: Pick<
    Product,
    'id' | 'state' | 'hidden' | 'suspendedUntil' | 'sellerSuspended' | 'interfaceFrozen' | 'interfaceDelisted'
  >,
  now: Instant,
): Promise<void> {
  const { id, state, hidden, suspendedUntil, sellerSuspended = false } = product
  const { interfaceFrozen = false, interfaceDelisted = false } = product
  const tables = tx.withTables<CatalogTables>()
  await tables
    .updateTable('product')
    .set((eb) =>
      omitUndefined({
        state,
        hidden,
        suspended_until: suspendedUntil === undefined ? null : toTimestamptz(suspendedUntil),
        seller_suspended: sellerSuspended,
        interface_frozen: interfaceFrozen,
        interface_delisted: interfaceDelisted,
        listed_at:
          state === 'listed' || state === 'hidden'
            ? eb.fn.coalesce('listed_at', toTimestamptz(now))
            : undefined,
      }),
    )
    .where('id', '=', id)
    .execute()
}

/** R57: the certificates of a product, and the notices already sent. */
export async function getCertificates(
  db: Db,
  id: Id<'prd'>,
): Promise<{ readonly certificates: readonly Certificate[]; readonly told: readonly string[] }> {
  const query = db.withTables<CatalogTables>().selectFrom('product').select('certificates')
  const row = await query.select('certificates_told as told').where('id', '=', id).executeTakeFirstOrThrow()
  return row
}

/** Buyers see the certificates of this product from now on. */
export async function showCertificates(tx: Tx, id: Id<'prd'>): Promise<void> {
  const query = tx.withTables<CatalogTables>().updateTable('product')
  await query.set({ certificates_shown: true }).where('id', '=', id).execute()
}

export async function saveCertificatesTold(tx: Tx, id: Id<'prd'>, told: readonly string[]): Promise<void> {
  const query = tx.withTables<CatalogTables>().updateTable('product')
  await query
    .set({ certificates_told: toJsonb(told) })
    .where('id', '=', id)
    .execute()
}

export async function saveSaleTerms(
  tx: Tx,
  id: Id<'prd'>,
  terms: {
    readonly audience: BuyerAudience
    readonly regions?: readonly string[] | undefined
    readonly trialBuyers?: readonly Id<'byr'>[] | undefined
  },
): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .updateTable('product')
    .set({
      audience: toJsonb(terms.audience),
      regions: terms.regions ? toJsonb(terms.regions) : null,
      trial_buyers: terms.trialBuyers ? toJsonb(terms.trialBuyers) : null,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveSpecificationTerms(
  tx: Tx,
  id: Id<'spc'>,
  terms: {
    readonly audience?: BuyerAudience | undefined
    readonly maxPurchases?: number | undefined
    readonly maxQuantity?: number | undefined
  },
): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .updateTable('specification')
    .set({
      audience: terms.audience ? toJsonb(terms.audience) : null,
      max_purchases: terms.maxPurchases ?? null,
      max_quantity: terms.maxQuantity ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** All specifications of a product, in the order in which they are shown. */
export async function listSpecifications(db: Db, productId: Id<'prd'>): Promise<Specification[]> {
  const query = db.withTables<CatalogTables>().selectFrom('specification').selectAll()
  const rows = await query.where('product_id', '=', productId).orderBy('position').orderBy('id').execute()
  return rows.map(fromSpecification)
}

/** All skus of a product, including those no longer offered. */
export async function listSkus(db: Db, productId: Id<'prd'>): Promise<Sku[]> {
  const rows = await db
    .withTables<CatalogTables>()
    .selectFrom('sku')
    .innerJoin('specification as spec', 'spec.id', 'sku.specification_id')
    .selectAll('sku')
    .where('spec.product_id', '=', productId)
    .orderBy('sku.id')
    .execute()
  return rows.map((row) =>
    omitUndefined({
      id: row.id,
      specificationId: row.specification_id,
      values: row.attribute_values,
      offered: row.offered,
      delistedAt: row.delisted_at ?? undefined,
    }),
  )
}

/** R50: ends the offer of these skus for good. */
export async function delistSkus(tx: Tx, ids: readonly Id<'sku'>[], now: Instant): Promise<void> {
  if (ids.length === 0) return
  const query = tx.withTables<CatalogTables>().updateTable('sku')
  await query
    .set({ delisted_at: toTimestamptz(now), offered: false })
    .where('id', 'in', ids)
    .execute()
}

export async function delistSpecifications(tx: Tx, ids: readonly Id<'spc'>[], now: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<CatalogTables>()
    .updateTable('specification')
    .set({ delisted_at: toTimestamptz(now) })
    .where('id', 'in', ids)
    .where('delisted_at', 'is', null)
    .execute()
}

/** R52: when a product is shown again, all its specifications are shown. */
export async function showSpecifications(tx: Tx, productId: Id<'prd'>): Promise<void> {
  const query = tx.withTables<CatalogTables>().updateTable('specification').set({ hidden: false })
  await query.where('product_id', '=', productId).execute()
}

export async function findPurchasable(db: Db, priceItemId: Id<'pri'>): Promise<Purchasable | undefined> {
  const [found] = await selectPurchasables(db, (items) => items.where('price_item.id', '=', priceItemId))
  return found
}

/** All price items of a specification, including those no longer offered, in the order of their skus. */
export const listPurchasables = (db: Db, specificationId: Id<'spc'>): Promise<Purchasable[]> =>
  selectPurchasables(db, (items) => items.where('sku.specification_id', '=', specificationId))

/** The same of all specifications that have one of these price items. */
export async function listSiblings(db: Db, priceItemIds: readonly Id<'pri'>[]): Promise<Purchasable[]> {
  if (priceItemIds.length === 0) return []
  return selectPurchasables(db, (items) =>
    items.where('sku.specification_id', 'in', (of) =>
      of
        .selectFrom('price_item as known')
        .innerJoin('sku as of_known', 'of_known.id', 'known.sku_id')
        .select('of_known.specification_id')
        .where('known.id', 'in', priceItemIds),
    ),
  )
}

const priceItems = (db: Db) =>
  db
    .withTables<CatalogTables>()
    .selectFrom('price_item')
    .innerJoin('sku', 'sku.id', 'price_item.sku_id')
    .selectAll('price_item')
    .select([
      'sku.specification_id',
      'sku.code as sku_code',
      'sku.attribute_values',
      'sku.offered as sku_offered',
      'sku.delisted_at as sku_delisted_at',
    ])

/** Reads in sets: as many statements for many price items as for one. */
async function selectPurchasables(
  db: Db,
  narrow: (items: ReturnType<typeof priceItems>) => ReturnType<typeof priceItems>,
): Promise<Purchasable[]> {
  const items = await narrow(priceItems(db)).orderBy('sku.id').orderBy('price_item.id').execute()
  if (items.length === 0) return []
  const partsOf = await readParts(db, [...new Set(items.map((item) => item.specification_id))])
  return items.flatMap((item) => {
    const parts = partsOf(item.specification_id)
    if (!parts) return []
    const unitPrice = { amountE8: item.unit_price_e8, currency: item.currency }
    return omitUndefined({
      ...parts,
      sku: omitUndefined({
        id: item.sku_id,
        code: item.sku_code,
        values: item.attribute_values,
        delistedAt: item.sku_delisted_at ?? undefined,
      }),
      priceItem: omitUndefined({
        id: item.id,
        code: item.code,
        period: item.period,
        unitPrice,
        bands: fromBands(item.bands, unitPrice),
        trialDays: item.trial_days ?? undefined,
        offered: item.offered && item.sku_offered,
      }),
    })
  })
}

/** The specifications, each with its product and the latest version of its agreement. */
async function readParts(db: Db, ids: readonly Id<'spc'>[]) {
  const tables = db.withTables<CatalogTables>()
  const specifications = await tables.selectFrom('specification').selectAll().where('id', 'in', ids).execute()
  const productIds = [...new Set(specifications.map((row) => row.product_id))]
  const products = await listByIds(db, productIds)
  const agreements = await tables
    .selectFrom('service_agreement')
    .select(({ fn }) => ['product_id', fn.max('version').as('version')])
    .where('product_id', 'in', productIds)
    .groupBy('product_id')
    .execute()
  return (id: Id<'spc'>) => {
    const row = specifications.find((one) => one.id === id)
    const product = row && products.find((one) => one.id === row.product_id)
    if (!row || !product) return undefined
    const agreementVersion = agreements.find((one) => one.product_id === product.id)?.version
    return { product, specification: fromSpecification(row), agreementVersion }
  }
}
