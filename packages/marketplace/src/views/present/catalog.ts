import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type {
  Favourite as ShownFavourite,
  Product,
  ProductAbsence,
  ProductCard,
  ProductReview,
  RatingFigures,
  SearchHit,
  SellerProduct,
  Specification,
} from '@loggia/protocol/console'
import { periods } from '@loggia/protocol/console/catalog/kinds'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { isPeopleProtocol } from '@loggia/protocol/protocols'
import { getMaxPeriods } from '../../catalog/index.ts'
import type { Favourite } from '../../favourites/index.ts'
import { marketCurrency } from '../../ledger/index.ts'
import { toWireTime, toWireUnitPrice } from '../../platform/index.ts'
import { findAbsence, findLowest } from '../rules.ts'
import type { AgreementRow, BindingRow, PriceRow, ProductRow, ReviewRow } from '../store/index.ts'

const unitPriceOf = (price: PriceRow) =>
  toWireUnitPrice({ amountE8: price.unit_price_e8, currency: price.currency })

/** A product as the catalogue shows it, with its lowest price and the period of that price. */
export function presentCard(
  row: ProductRow,
  prices: readonly PriceRow[],
  ratings?: RatingFigures,
): ProductCard {
  const price = findLowest(prices)
  const trialDays = Math.max(...prices.map(({ trial_days }) => trial_days ?? 0))
  return omitUndefined({
    id: row.id,
    type: row.type === 'saas' ? undefined : row.type,
    name: { zh: row.name_zh, en: row.name_en },
    summary: { zh: row.summary_zh, en: row.summary_en },
    category: row.category,
    logo: row.logo ?? undefined,
    seller: omitUndefined({
      id: row.seller_id,
      name: { zh: row.seller_zh, en: row.seller_en },
      logo: row.seller_logo ?? undefined,
    }),
    from: omitUndefined({
      unitPrice: unitPriceOf(price),
      period: price.period,
      perUnit: row.quantity?.unit,
      otherTerm: presentOtherTerm(price, prices),
    }),
    trialDays: trialDays > 0 && row.trial_buyers === null ? trialDays : undefined,
    ratings,
  })
}

/** A product that a search found; `orders` only if they are public. */
export function presentHit(
  row: ProductRow,
  prices: readonly PriceRow[],
  { ratings, orders }: { readonly ratings: RatingFigures | undefined; readonly orders: number | undefined },
): SearchHit {
  const offered = new Set(prices.map(({ period }) => period))
  return {
    ...presentCard(row, prices, ratings),
    ...omitUndefined({
      orders,
      forCompanies: row.verification === 'enterprise' ? (true as const) : undefined,
    }),
    periods: periods.filter((period) => offered.has(period)),
    fiveDayRefund: row.five_day_refund,
  }
}

/** The price of the same sku by the year if `price` is by the month, or the other way round. */
function presentOtherTerm(price: PriceRow, prices: readonly PriceRow[]) {
  const other = prices.find((one) => one.sku_id === price.sku_id && one.period === otherTerms[price.period])
  return other && { unitPrice: unitPriceOf(other), period: other.period }
}
const otherTerms: Readonly<Record<PriceRow['period'], PriceRow['period'] | undefined>> = {
  month: 'year',
  year: 'month',
  one_time: undefined,
}

/** R32: balances are in the market's currency only; all prices of a product are in one currency. */
function foreignCurrencyOf(prices: readonly PriceRow[]): Pick<Product, 'foreignCurrency'> {
  const { currency } = findLowest(prices)
  return currency === marketCurrency ? {} : { foreignCurrency: currency }
}

const presentProofs = (row: ProductRow) =>
  omitUndefined({
    video: row.video ?? undefined,
    documents: row.documents.length > 0 ? [...row.documents] : undefined,
    dataLocation: row.data_location ?? undefined,
  })

export const presentProduct = (
  row: ProductRow,
  prices: readonly PriceRow[],
  agreement?: AgreementRow,
): Product =>
  omitUndefined({
    ...presentCard(row, prices),
    state: row.state,
    description: { zh: row.description_zh, en: row.description_en },
    quantity: row.quantity ?? undefined,
    attributes:
      row.attributes.length > 0
        ? row.attributes.map(({ name, values }) => ({ name, values: [...values] }))
        : undefined,
    specifications: presentSpecifications(prices),
    ...foreignCurrencyOf(prices),
    listedAt: toWireTime(row.listed_at),
    tags: row.tags.length > 0 ? [...row.tags] : undefined,
    pictures: row.pictures.length > 0 ? [...row.pictures] : undefined,
    ...presentProofs(row),
    support: row.support ?? undefined,
    trialByInvitation: row.trial_buyers === null ? undefined : true,
    buyerData: row.buyer_data.length > 0 ? [...row.buyer_data] : undefined,
    buyerParameters: row.buyer_parameters.length > 0 ? [...row.buyer_parameters] : undefined,
    verification: row.verification === 'enterprise' ? row.verification : undefined,
    afterSale: {
      fiveDayRefund: row.five_day_refund,
      upgrades: row.upgrades,
      renewalChanges: row.renewal_changes,
    },
    supervision: toSupervision(omitUndefined({ type: row.type, supervision: row.supervision ?? undefined })),
    agreement: agreement
      ? { version: agreement.version, text: { zh: agreement.text_zh, en: agreement.text_en } }
      : undefined,
  })

const presentNamed = (row: ProductRow) =>
  omitUndefined({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    category: row.category,
    logo: row.logo ?? undefined,
    seller: omitUndefined({
      id: row.seller_id,
      name: { zh: row.seller_zh, en: row.seller_en },
      logo: row.seller_logo ?? undefined,
    }),
  })

export const presentAbsence = (
  row: ProductRow,
  absence: ProductAbsence['absence'],
  similar: ProductCard[],
): ProductAbsence =>
  omitUndefined({
    ...presentNamed(row),
    absence,
    // Nobody outside knows when a suspended seller returns.
    until: absence === 'suspended' && !row.seller_suspended ? toWireTime(row.suspended_until) : undefined,
    similar,
  })

/** A product that a member keeps; its prices may have a specification that nobody can buy now. */
export function presentFavourite(
  { keptAt, unitPrice, period }: Favourite,
  row: ProductRow,
  prices: readonly PriceRow[],
): ShownFavourite {
  const seen =
    row.state === 'listed' ? prices.filter(({ delisted_at, hidden }) => !delisted_at && !hidden) : []
  const now = seen.length > 0 ? findLowest(seen) : undefined
  const perUnit = row.quantity?.unit
  const isComparable = now?.period === period && now.currency === unitPrice.currency
  return omitUndefined({
    ...presentNamed(row),
    keptAt: toWireTime(keptAt),
    fromThen: omitUndefined({ unitPrice: toWireUnitPrice(unitPrice), period, perUnit }),
    from: now && omitUndefined({ unitPrice: unitPriceOf(now), period: now.period, perUnit }),
    change: now && isComparable ? compareAmounts(now.unit_price_e8, unitPrice.amountE8) : undefined,
    absence: now
      ? undefined
      : (findAbsence(
          row,
          prices.map(({ delisted_at, hidden }) => ({ delisted: delisted_at !== null, hidden, asked: false })),
        ) ?? 'hidden'),
  })
}

const compareAmounts = (now: bigint, then: bigint): 'up' | 'down' | 'same' =>
  now === then ? 'same' : now > then ? 'up' : 'down'

/** The rows must be grouped by specification and, within it, by sku. */
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

const presentSpecification = (price: PriceRow): Specification =>
  omitUndefined({
    id: price.spec_id,
    name: { zh: price.name_zh, en: price.name_en },
    features: [...price.features],
    skus: [],
    hidden: price.hidden || undefined,
    delisted: price.delisted_at === null ? undefined : true,
    maxQuantity: price.max_quantity ?? undefined,
    soldOut: price.stock === 0n ? true : undefined,
  })

const presentPriceItem = (price: PriceRow): Specification['skus'][number]['priceItems'][number] =>
  omitUndefined({
    id: price.id,
    code: price.code,
    period: price.period,
    unitPrice: unitPriceOf(price),
    bands:
      price.bands.length > 0
        ? price.bands.map(({ above, amountE8 }) => ({
            above,
            unitPrice: toWireUnitPrice({ amountE8: BigInt(amountE8), currency: price.currency }),
          }))
        : undefined,
    trialDays: price.trial_days ?? undefined,
    maxPeriods: getMaxPeriods(price.period),
  })

const presentAudience = (audience: ProductRow['audience']): NonNullable<SellerProduct['audience']> =>
  audience.kind === 'named' ? { ...audience, buyerIds: [...audience.buyerIds] } : audience

/** The terms of sale of a specification, which only its seller and operators see (R29, R31). */
function termsOf({ id }: Specification, prices: readonly PriceRow[]) {
  const { audience = null, max_purchases: most = null } = prices.find((price) => price.spec_id === id) ?? {}
  return omitUndefined({
    audience: audience === null ? undefined : presentAudience(audience),
    maxPurchases: most ?? undefined,
  })
}

export const presentSellerProduct = (
  row: ProductRow,
  prices: readonly PriceRow[],
  {
    bindings,
    agreement,
  }: { readonly bindings: readonly BindingRow[]; readonly agreement?: AgreementRow | undefined },
): SellerProduct =>
  omitUndefined({
    ...presentProduct(row, prices, agreement),
    specifications: presentSpecifications(prices).map((one) => ({ ...one, ...termsOf(one, prices) })),
    certificates: row.certificates.length > 0 ? [...row.certificates] : undefined,
    hidden: row.hidden || undefined,
    suspendedUntil: row.state === 'suspended' ? toWireTime(row.suspended_until) : undefined,
    audience: presentAudience(row.audience),
    regions: row.regions === null ? undefined : [...row.regions],
    trialBuyers: row.trial_buyers === null ? undefined : [...row.trial_buyers],
    ...presentBindings(bindings.filter(({ product_id }) => product_id === row.id)),
  })

/** What delivers a product, and what tells its seller of people. */
const presentBindings = (bindings: readonly BindingRow[]) => ({
  access: presentBinding(bindings.find(({ protocol }) => !isPeopleProtocol(protocol))),
  joint: presentBinding(bindings.find(({ protocol }) => isPeopleProtocol(protocol))),
})

/** What everybody may know of them. */
export function presentInterfaces(bindings: readonly BindingRow[]): Product['interfaces'] {
  if (bindings.length === 0) return undefined
  const { access, joint } = presentBindings(bindings)
  return omitUndefined({ delivery: access?.protocol, joint: joint ? (true as const) : undefined })
}

const presentBinding = (bound: BindingRow | undefined) =>
  bound && {
    protocol: bound.protocol,
    ...bound.options,
    addressId: bound.address_id,
    url: bound.url,
    keyId: bound.key_id,
  }

export const presentReview = (row: ReviewRow, now: Instant): ProductReview =>
  omitUndefined({
    id: row.id,
    productId: row.product_id,
    kind: row.kind,
    state: row.state,
    specificationIds: row.specification_ids === null ? undefined : [...row.specification_ids],
    skus: row.skus?.map((sku) => ({ ...sku, values: [...sku.values] })),
    evidence: row.evidence ?? undefined,
    reason: row.reason ?? undefined,
    changesPrices: row.changes_prices,
    filedAt: toWireTime(row.filed_at),
    dueAt: toWireTime(row.due_at),
    overdue: now > row.due_at,
    openedAt: toWireTime(row.opened_at),
    openedBy: row.opener_name ?? undefined,
    awaitsSecond: row.seconded_by !== null,
    product: { id: row.product_id, name: { zh: row.name_zh, en: row.name_en }, state: row.product_state },
    seller: omitUndefined({
      id: row.seller_id,
      name: { zh: row.seller_zh, en: row.seller_en },
      logo: row.seller_logo ?? undefined,
    }),
  })
