import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import type { Db } from '../../platform/index.ts'
import type { Listable } from '../schema.ts'
import type { CatalogTables } from '../tables.ts'
import type { PartyTables } from '../../parties/index.ts'

/** The category and its ancestors, the topmost first. */
type PathOf = (category: string) => Listable['category']

const selectProducts = (db: Db, ids: readonly Id<'prd'>[]) =>
  db
    .withTables<CatalogTables & Pick<PartyTables, 'seller'>>()
    .selectFrom('product')
    .innerJoin('seller', 'seller.id', 'product.seller_id')
    .selectAll('product')
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])
    .where('product.id', 'in', ids)
    .where('product.state', '=', 'listed')
    .orderBy('product.id')
    .execute()

/** Prices that the public sees, the lowest first. */
const selectPrices = (db: Db, ids: readonly Id<'prd'>[]) =>
  db
    .withTables<CatalogTables>()
    .selectFrom('price_item as item')
    .innerJoin('sku', 'sku.id', 'item.sku_id')
    .innerJoin('specification as spec', 'spec.id', 'sku.specification_id')
    .select(['spec.product_id', 'spec.name_zh', 'spec.name_en'])
    .select(['item.period', 'item.unit_price_e8', 'item.currency', 'item.trial_days'])
    .where('spec.product_id', 'in', ids)
    .where('spec.hidden', '=', false)
    .where('spec.delisted_at', 'is', null)
    .where('sku.offered', '=', true)
    .where('item.offered', '=', true)
    .orderBy('item.unit_price_e8')
    .execute()

/** The listed ones of these products that have a public price, with their sellers and categories. */
export async function listListables(db: Db, ids: readonly Id<'prd'>[], pathOf: PathOf): Promise<Listable[]> {
  if (ids.length === 0) return []
  const rows = await selectProducts(db, ids)
  const prices = Map.groupBy(await selectPrices(db, ids), (price) => price.product_id)
  return rows.flatMap((row) => toListable(row, prices.get(row.id) ?? [], pathOf))
}

function toListable(
  row: Awaited<ReturnType<typeof selectProducts>>[number],
  prices: Awaited<ReturnType<typeof selectPrices>>,
  pathOf: PathOf,
): Listable[] {
  const [least] = prices
  if (!least || row.listed_at === null) return []
  return [
    {
      productId: row.id,
      type: row.type,
      name: { zh: row.name_zh, en: row.name_en },
      summary: { zh: row.summary_zh, en: row.summary_en },
      description: { zh: row.description_zh, en: row.description_en },
      seller: { id: row.seller_id, name: { zh: row.seller_zh, en: row.seller_en } },
      category: pathOf(row.category),
      tags: row.tags,
      specifications: prices.map((price) => ({ zh: price.name_zh, en: price.name_en })),
      lowest: omitUndefined({
        unitPrice: { amountE8: least.unit_price_e8, currency: least.currency },
        period: least.period,
        unit: row.quantity?.unit,
      }),
      // A trial for named buyers is not shown in searches (R27).
      hasTrial: row.trial_buyers === null && prices.some((price) => price.trial_days !== null),
      fiveDayRefund: row.five_day_refund,
      isSupervised:
        toSupervision(omitUndefined({ type: row.type, supervision: row.supervision ?? undefined })) !==
        undefined,
      periods: [...new Set(prices.map((price) => price.period))],
      pricing: row.quantity ? (row.quantity.pricing ?? 'linear') : 'fixed',
      listedAt: row.listed_at,
    },
  ]
}
