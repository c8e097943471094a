import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getPromises } from '@loggia/protocol/console/catalog/draft/type-rules'
import { toTimestamptz, toJsonb } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Agreement, Draft, DraftPrice, DraftSku, DraftSpecification, ProductState } from '../schema.ts'
import { fromAfterSale, fromBands } from './products.ts'
import type { CatalogTables } from '../tables.ts'

type Coded<P extends 'sku' | 'pri'> = { readonly id: Id<P>; readonly code: string }
type PriceParts = DraftPrice & Coded<'pri'>
type SkuParts = Omit<DraftSku, 'prices'> & Coded<'sku'> & { readonly prices: readonly PriceParts[] }
export type SpecificationParts = Omit<DraftSpecification, 'id' | 'skus'> & {
  readonly id: Id<'spc'>
  readonly skus: readonly SkuParts[]
}
/** A draft whose parts all have their ids and codes. */
export type Content = Omit<Draft, 'specifications'> & {
  readonly specifications: readonly SpecificationParts[]
}

export async function insertProduct(
  tx: Tx,
  product: {
    readonly id: Id<'prd'>
    readonly sellerId: Id<'sel'>
    readonly state: ProductState
    readonly content: Content
    readonly position: number
    readonly createdAt: Instant
  },
): Promise<void> {
  const { id, state, content } = product
  await tx
    .withTables<CatalogTables>()
    .insertInto('product')
    .values({
      ...productRow(content),
      id,
      seller_id: product.sellerId,
      type: content.type ?? 'saas',
      sales_mode: 'general',
      state,
      audience: toJsonb({ kind: 'all' as const }),
      regions: null,
      certificates_told: toJsonb([]),
      certificates_shown: true,
      suspended_until: null,
      seller_suspended: false,
      interface_frozen: false,
      interface_delisted: false,
      position: product.position,
      created_at: toTimestamptz(product.createdAt),
      listed_at: state === 'listed' || state === 'hidden' ? toTimestamptz(product.createdAt) : null,
    })
    .execute()
  await saveParts(tx, id, content)
}

const productRow = (content: Content) => ({
  name_zh: content.name.zh,
  name_en: content.name.en,
  summary_zh: content.summary.zh,
  summary_en: content.summary.en,
  description_zh: content.description.zh,
  description_en: content.description.en,
  category: content.category,
  logo: content.logo ?? null,
  quantity: content.quantity ? toJsonb(content.quantity) : null,
  attributes: toJsonb(content.attributes),
  tags: toJsonb(content.tags ?? []),
  pictures: toJsonb(content.pictures ?? []),
  video: content.video ?? null,
  documents: toJsonb(content.documents ?? []),
  data_location: content.dataLocation ? toJsonb(content.dataLocation) : null,
  support: content.support ? toJsonb(content.support) : null,
  buyer_data: toJsonb(content.buyerData ?? []),
  buyer_parameters: toJsonb(content.buyerParameters ?? []),
  certificates: toJsonb(content.certificates ?? []),
  hidden: content.hidden ?? false,
  verification: content.verification ?? ('personal' as const),
  ...promisesRow(content),
  supervision: content.supervision ? toJsonb(content.supervision) : null,
})

function promisesRow(content: Content) {
  const { fiveDayRefund, upgrades, renewalChanges } = getPromises(content)
  return { five_day_refund: fiveDayRefund, upgrades, renewal_changes: renewalChanges }
}

/**
 * Replaces the content of a product. Parts that a listed product no longer offers stay, for the orders that name them.
 */
export async function saveContent(
  tx: Tx,
  id: Id<'prd'>,
  save: { readonly content: Content; readonly wasListed: boolean },
): Promise<void> {
  const tables = tx.withTables<CatalogTables>()
  await tables.updateTable('product').set(productRow(save.content)).where('id', '=', id).execute()
  if (save.wasListed) await withdrawOffers(tx, id)
  else await deleteParts(tx, id, save.content)
  await saveParts(tx, id, save.content)
}

const specificationsOf = (tx: Tx, productId: Id<'prd'>) =>
  tx.withTables<CatalogTables>().selectFrom('specification').select('id').where('product_id', '=', productId)
/** Leaves out delisted specifications, which are never changed. */
const onSaleOf = (tx: Tx, productId: Id<'prd'>) =>
  specificationsOf(tx, productId).where('delisted_at', 'is', null)
const skusOf = (tx: Tx, productId: Id<'prd'>) =>
  tx
    .withTables<CatalogTables>()
    .selectFrom('sku')
    .select('id')
    .where('specification_id', 'in', specificationsOf(tx, productId))

async function withdrawOffers(tx: Tx, id: Id<'prd'>): Promise<void> {
  const tables = tx.withTables<CatalogTables>()
  const items = tables.updateTable('price_item').set({ offered: false })
  const onSale = tables.selectFrom('sku').select('id').where('specification_id', 'in', onSaleOf(tx, id))
  await items.where('sku_id', 'in', onSale).execute()
  const skus = tables.updateTable('sku').set({ offered: false })
  await skus.where('specification_id', 'in', onSaleOf(tx, id)).execute()
}

/**
 * Nobody has bought a draft, so removed parts are deleted. A specification that stays keeps its terms of sale (R29,
 * R31).
 */
async function deleteParts(tx: Tx, id: Id<'prd'>, { specifications }: Content): Promise<void> {
  const tables = tx.withTables<CatalogTables>()
  await tables.deleteFrom('price_item').where('sku_id', 'in', skusOf(tx, id)).execute()
  await tables.deleteFrom('sku').where('specification_id', 'in', specificationsOf(tx, id)).execute()
  const kept = specifications.map((one) => one.id)
  await tables.deleteFrom('specification').where('product_id', '=', id).where('id', 'not in', kept).execute()
}

async function saveParts(tx: Tx, productId: Id<'prd'>, { specifications }: Content): Promise<void> {
  const tables = tx.withTables<CatalogTables>()
  const skus = specifications.flatMap((one) =>
    one.skus.map((sku, position) => ({ ...sku, position, specificationId: one.id })),
  )
  await tables
    .insertInto('specification')
    .values(
      specifications.map(({ id, name, features, hidden }, position) => ({
        id,
        product_id: productId,
        name_zh: name.zh,
        name_en: name.en,
        features: toJsonb(features),
        position,
        hidden,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name_zh: eb.ref('excluded.name_zh'),
        name_en: eb.ref('excluded.name_en'),
        features: eb.ref('excluded.features'),
        position: eb.ref('excluded.position'),
        hidden: eb.ref('excluded.hidden'),
      })),
    )
    .execute()
  await tables
    .insertInto('sku')
    .values(
      skus.map(({ id, code, values, position, specificationId }) => ({
        id,
        code,
        specification_id: specificationId,
        attribute_values: toJsonb(values),
        offered: true,
        position,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ offered: true, position: eb.ref('excluded.position') })),
    )
    .execute()
  await tables
    .insertInto('price_item')
    .values(skus.flatMap(({ id, prices }) => prices.map((price) => toPriceItem(id, price))))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        unit_price_e8: eb.ref('excluded.unit_price_e8'),
        bands: eb.ref('excluded.bands'),
        trial_days: eb.ref('excluded.trial_days'),
        offered: true,
      })),
    )
    .execute()
}

const toPriceItem = (skuId: Id<'sku'>, price: PriceParts) => ({
  id: price.id,
  sku_id: skuId,
  code: price.code,
  period: price.period,
  unit_price_e8: price.unitPrice.amountE8,
  currency: price.unitPrice.currency,
  bands: toJsonb(
    price.bands.map(({ above, unitPrice }) => ({ above, amountE8: unitPrice.amountE8.toString() })),
  ),
  trial_days: price.trialDays ?? null,
  offered: true,
})

/** The content of a product; `everything` includes what is delisted or no longer offered. */
export async function loadContent(db: Db, id: Id<'prd'>, everything = false): Promise<Content> {
  const tables = db.withTables<CatalogTables>()
  const row = await tables.selectFrom('product').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const agreement = await findAgreement(db, id)
  return omitUndefined({
    type: row.type === 'saas' ? undefined : row.type,
    name: { zh: row.name_zh, en: row.name_en },
    summary: { zh: row.summary_zh, en: row.summary_en },
    description: { zh: row.description_zh, en: row.description_en },
    category: row.category,
    tags: [...row.tags],
    logo: row.logo ?? undefined,
    pictures: [...row.pictures],
    video: row.video ?? undefined,
    documents: row.documents.length > 0 ? [...row.documents] : undefined,
    dataLocation: row.data_location ?? undefined,
    support: row.support ?? undefined,
    buyerData: [...row.buyer_data],
    buyerParameters: row.buyer_parameters.length > 0 ? [...row.buyer_parameters] : undefined,
    agreement: agreement?.text,
    certificates: row.certificates.length > 0 ? [...row.certificates] : undefined,
    hidden: row.hidden,
    verification: row.verification === 'enterprise' ? row.verification : undefined,
    ...afterSaleOf(row),
    supervision: row.supervision ?? undefined,
    quantity: row.quantity ?? undefined,
    attributes: row.attributes,
    specifications: await loadParts(db, id, everything),
  })
}

/** Left out if everything is promised, which is the default of a draft. */
function afterSaleOf(row: Parameters<typeof fromAfterSale>[0]): Pick<Content, 'afterSale'> {
  const afterSale = fromAfterSale(row)
  const isAll = afterSale.fiveDayRefund && afterSale.upgrades && afterSale.renewalChanges
  return isAll ? {} : { afterSale }
}

async function loadParts(db: Db, id: Id<'prd'>, everything: boolean): Promise<SpecificationParts[]> {
  const tables = db.withTables<CatalogTables>()
  const query = tables.selectFrom('specification').selectAll().where('product_id', '=', id)
  const all = await query.orderBy('position').orderBy('id').execute()
  const specifications = all.filter((one) => everything || one.delisted_at === null)
  if (specifications.length === 0) return []
  const skus = await tables
    .selectFrom('sku')
    .selectAll()
    .where(
      'specification_id',
      'in',
      specifications.map((one) => one.id),
    )
    .orderBy('position')
    .orderBy('id')
    .execute()
  const items = await tables
    .selectFrom('price_item')
    .selectAll()
    .where(
      'sku_id',
      'in',
      skus.map((sku) => sku.id),
    )
    .orderBy('period')
    .execute()
  const isMeant = ({ offered }: { readonly offered: boolean }) => everything || offered
  const pricesOf = (skuId: Id<'sku'>) =>
    items.filter((item) => item.sku_id === skuId && isMeant(item)).map(fromPriceItem)
  return specifications.map((one) => ({
    id: one.id,
    name: { zh: one.name_zh, en: one.name_en },
    features: one.features,
    hidden: one.hidden,
    skus: skus
      .filter((sku) => sku.specification_id === one.id && isMeant(sku))
      .map((sku) => ({ id: sku.id, code: sku.code, values: sku.attribute_values, prices: pricesOf(sku.id) })),
  }))
}

function fromPriceItem(item: CatalogTables['price_item']): PriceParts {
  const unitPrice = { amountE8: item.unit_price_e8, currency: item.currency }
  return omitUndefined({
    id: item.id,
    code: item.code,
    period: item.period,
    unitPrice,
    bands: fromBands(item.bands, unitPrice),
    trialDays: item.trial_days ?? undefined,
  })
}

export const fromAgreement = (
  row: Pick<CatalogTables['service_agreement'], 'version' | 'text_zh' | 'text_en' | 'at'>,
): Agreement => ({
  version: row.version,
  text: { zh: row.text_zh, en: row.text_en },
  at: row.at,
})

/** The latest version of a product's own agreement. */
export async function findAgreement(db: Db, productId: Id<'prd'>): Promise<Agreement | undefined> {
  const query = db.withTables<CatalogTables>().selectFrom('service_agreement').selectAll()
  const row = await query.where('product_id', '=', productId).orderBy('version', 'desc').executeTakeFirst()
  return row && fromAgreement(row)
}

export async function insertAgreement(
  tx: Tx,
  productId: Id<'prd'>,
  { version, text, at: moment }: Required<Agreement>,
): Promise<void> {
  await tx
    .withTables<CatalogTables>()
    .insertInto('service_agreement')
    .values({ product_id: productId, version, text_zh: text.zh, text_en: text.en, at: toTimestamptz(moment) })
    .execute()
}
