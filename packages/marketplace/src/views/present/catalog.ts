import type { Product, ProductCard, SellerProduct, Specification } from '@loggia/protocol/console'
import { maxPeriods } from '../../catalog/index.ts'
import { timeToWire, unitPriceToWire } from '../../platform/index.ts'
import { lowest } from '../rules.ts'
import type { BindingRow, PriceRow, ProductRow } from '../store/index.ts'

const unitPriceOf = (price: PriceRow) =>
  unitPriceToWire({ amountE8: price.unit_price_e8, currency: price.currency })

/** A product as the catalogue shows it, with its lowest price and what that is for. */
export function presentCard(row: ProductRow, prices: readonly PriceRow[]): ProductCard {
  const price = lowest(prices)
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    summary: { zh: row.summary_zh, en: row.summary_en },
    category: row.category,
    ...(row.logo !== null && { logo: row.logo }),
    seller: {
      id: row.seller_id,
      name: { zh: row.seller_zh, en: row.seller_en },
      ...(row.seller_logo !== null && { logo: row.seller_logo }),
    },
    from: {
      unitPrice: unitPriceOf(price),
      period: price.period,
      ...(row.quantity && { perUnit: row.quantity.unit }),
    },
  }
}

export const presentProduct = (row: ProductRow, prices: readonly PriceRow[]): Product => ({
  ...presentCard(row, prices),
  state: row.state,
  description: { zh: row.description_zh, en: row.description_en },
  ...(row.quantity && { quantity: row.quantity }),
  specifications: presentSpecifications(prices),
  ...(row.listed_at !== null && { listedAt: timeToWire(row.listed_at) }),
})

/** The rows come specification by specification. */
function presentSpecifications(prices: readonly PriceRow[]): Specification[] {
  const specifications = new Map<string, Specification>()
  for (const price of prices) {
    const known = specifications.get(price.spec_id)
    const specification: Specification = known ?? {
      id: price.spec_id,
      name: { zh: price.name_zh, en: price.name_en },
      features: price.features,
      sku: { id: price.sku_id, code: price.sku_code, priceItems: [] },
    }
    specification.sku.priceItems.push({
      id: price.id,
      code: price.code,
      period: price.period,
      unitPrice: unitPriceOf(price),
      maxPeriods: maxPeriods(price.period),
    })
    specifications.set(price.spec_id, specification)
  }
  return [...specifications.values()]
}

export const presentSellerProduct = (
  row: ProductRow,
  prices: readonly PriceRow[],
  bound: BindingRow | undefined,
): SellerProduct => ({
  ...presentProduct(row, prices),
  ...(bound && {
    access: { protocol: bound.protocol, addressId: bound.address_id, url: bound.url, keyId: bound.key_id },
  }),
})
