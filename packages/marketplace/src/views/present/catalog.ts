import type { Instant } from '@loggia/kernel'
import type {
  Product,
  ProductAbsence,
  ProductCard,
  ProductReview,
  SellerProduct,
  Specification,
} from '@loggia/protocol/console'
import { maxPeriods } from '../../catalog/index.ts'
import { marketCurrency } from '../../ledger/index.ts'
import { timeToWire, unitPriceToWire } from '../../platform/index.ts'
import { lowest } from '../rules.ts'
import type { AgreementRow, BindingRow, PriceRow, ProductRow, ReviewRow } from '../store/index.ts'

const unitPriceOf = (price: PriceRow) =>
  unitPriceToWire({ amountE8: price.unit_price_e8, currency: price.currency })

/** A product as the catalogue shows it, with its lowest price and what that is for. */
export function presentCard(row: ProductRow, prices: readonly PriceRow[]): ProductCard {
  const price = lowest(prices)
  const trialDays = Math.max(...prices.map(({ trial_days }) => trial_days ?? 0))
  return {
    id: row.id,
    ...(row.type !== 'saas' && { type: row.type }),
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
    ...(trialDays > 0 && row.trial_buyers === null && { trialDays }),
  }
}

/** R32: balances are in the market's currency only; all prices of a product are in one. */
function foreignCurrencyOf(prices: readonly PriceRow[]): Pick<Product, 'foreignCurrency'> {
  const { currency } = lowest(prices)
  return currency === marketCurrency ? {} : { foreignCurrency: currency }
}

export const presentProduct = (
  row: ProductRow,
  prices: readonly PriceRow[],
  agreement?: AgreementRow,
): Product => ({
  ...presentCard(row, prices),
  state: row.state,
  description: { zh: row.description_zh, en: row.description_en },
  ...(row.quantity && { quantity: row.quantity }),
  ...(row.attributes.length > 0 && {
    attributes: row.attributes.map(({ name, values }) => ({ name, values: [...values] })),
  }),
  specifications: presentSpecifications(prices),
  ...foreignCurrencyOf(prices),
  ...(row.listed_at !== null && { listedAt: timeToWire(row.listed_at) }),
  ...(row.tags.length > 0 && { tags: [...row.tags] }),
  ...(row.pictures.length > 0 && { pictures: [...row.pictures] }),
  ...(row.support !== null && { support: row.support }),
  ...(row.trial_buyers !== null && { trialByInvitation: true as const }),
  ...(row.buyer_data.length > 0 && { buyerData: [...row.buyer_data] }),
  ...(row.buyer_parameters.length > 0 && { buyerParameters: [...row.buyer_parameters] }),
  ...(row.verification === 'enterprise' && { verification: row.verification }),
  afterSale: {
    fiveDayRefund: row.five_day_refund,
    upgrades: row.upgrades,
    renewalChanges: row.renewal_changes,
  },
  ...(agreement && {
    agreement: { version: agreement.version, text: { zh: agreement.text_zh, en: agreement.text_en } },
  }),
})

export const presentAbsence = (
  row: ProductRow,
  absence: ProductAbsence['absence'],
  similar: ProductCard[],
): ProductAbsence => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  category: row.category,
  ...(row.logo !== null && { logo: row.logo }),
  seller: {
    id: row.seller_id,
    name: { zh: row.seller_zh, en: row.seller_en },
    ...(row.seller_logo !== null && { logo: row.seller_logo }),
  },
  absence,
  ...(absence === 'suspended' && row.suspended_until !== null && { until: timeToWire(row.suspended_until) }),
  similar,
})

/** The rows come specification by specification and sku by sku. */
function presentSpecifications(prices: readonly PriceRow[]): Specification[] {
  const specifications = new Map<string, Specification>()
  for (const price of prices) {
    const known = specifications.get(price.spec_id)
    const specification: Specification = known ?? presentSpecification(price)
    specifications.set(price.spec_id, specification)
    let sku = specification.skus.at(-1)
    if (sku?.id !== price.sku_id) {
      sku = { id: price.sku_id, code: price.sku_code, values: [...price.attribute_values], priceItems: [] }
      specification.skus.push(sku)
    }
    sku.priceItems.push(presentPriceItem(price))
  }
  return [...specifications.values()]
}

const presentSpecification = (price: PriceRow): Specification => ({
  id: price.spec_id,
  name: { zh: price.name_zh, en: price.name_en },
  features: [...price.features],
  skus: [],
  ...(price.hidden && { hidden: true }),
  ...(price.delisted_at !== null && { delisted: true }),
  ...(price.max_quantity !== null && { maxQuantity: price.max_quantity }),
  ...(price.stock === 0n && { soldOut: true }),
})

const presentPriceItem = (price: PriceRow): Specification['skus'][number]['priceItems'][number] => ({
  id: price.id,
  code: price.code,
  period: price.period,
  unitPrice: unitPriceOf(price),
  ...(price.bands.length > 0 && {
    bands: price.bands.map(({ above, amountE8 }) => ({
      above,
      unitPrice: unitPriceToWire({ amountE8: BigInt(amountE8), currency: price.currency }),
    })),
  }),
  ...(price.trial_days !== null && { trialDays: price.trial_days }),
  maxPeriods: maxPeriods(price.period),
})

const presentAudience = (audience: ProductRow['audience']): NonNullable<SellerProduct['audience']> =>
  audience.kind === 'named' ? { ...audience, buyerIds: [...audience.buyerIds] } : audience

/** The terms of a specification's sale, which are its seller's affair (R29, R31). */
function termsOf({ id }: Specification, prices: readonly PriceRow[]) {
  const { audience = null, max_purchases: most = null } = prices.find((price) => price.spec_id === id) ?? {}
  return {
    ...(audience !== null && { audience: presentAudience(audience) }),
    ...(most !== null && { maxPurchases: most }),
  }
}

export const presentSellerProduct = (
  row: ProductRow,
  prices: readonly PriceRow[],
  {
    bound,
    agreement,
  }: { readonly bound: BindingRow | undefined; readonly agreement?: AgreementRow | undefined },
): SellerProduct => ({
  ...presentProduct(row, prices, agreement),
  specifications: presentSpecifications(prices).map((one) => ({ ...one, ...termsOf(one, prices) })),
  ...(row.hidden && { hidden: true }),
  ...(row.certificates.length > 0 && { certificates: [...row.certificates] }),
  ...(row.suspended_until !== null && { suspendedUntil: timeToWire(row.suspended_until) }),
  audience: presentAudience(row.audience),
  ...(row.regions !== null && { regions: [...row.regions] }),
  ...(row.trial_buyers !== null && { trialBuyers: [...row.trial_buyers] }),
  ...(bound && {
    access: {
      protocol: bound.protocol,
      ...bound.options,
      addressId: bound.address_id,
      url: bound.url,
      keyId: bound.key_id,
    },
  }),
})

export const presentReview = (row: ReviewRow, now: Instant): ProductReview => ({
  id: row.id,
  productId: row.product_id,
  kind: row.kind,
  state: row.state,
  ...(row.specification_ids !== null && { specificationIds: [...row.specification_ids] }),
  ...(row.skus !== null && {
    skus: row.skus.map((sku) => ({ ...sku, values: [...sku.values] })),
  }),
  ...(row.evidence !== null && { evidence: row.evidence }),
  ...(row.reason !== null && { reason: row.reason }),
  changesPrices: row.changes_prices,
  filedAt: timeToWire(row.filed_at),
  dueAt: timeToWire(row.due_at),
  overdue: now > row.due_at,
  ...(row.opened_at !== null && { openedAt: timeToWire(row.opened_at) }),
  ...(row.opener_name !== null && { openedBy: row.opener_name }),
  awaitsSecond: row.seconded_by !== null,
  product: { id: row.product_id, name: { zh: row.name_zh, en: row.name_en }, state: row.product_state },
  seller: {
    id: row.seller_id,
    name: { zh: row.seller_zh, en: row.seller_en },
    ...(row.seller_logo !== null && { logo: row.seller_logo }),
  },
})
