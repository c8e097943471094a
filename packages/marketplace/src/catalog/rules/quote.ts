import { formatMoney, isMore, createMoney, computePrice } from '@loggia/kernel'
import type { BandedPrice, Priced } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { Ask, DraftPrice, Period, Product, Purchasable, Quantity } from '../schema.ts'

const mostPeriods: Readonly<Record<Period, number>> = { month: 36, year: 5, one_time: 1 }

/** How many periods may be bought at once. */
export const getMaxPeriods = (period: Period): number => mostPeriods[period]

/** A price of a product, as {@link computePrice} takes it. */
export const toBandedPrice = (
  { unitPrice, bands }: Pick<DraftPrice, 'unitPrice' | 'bands'>,
  quantity: Quantity | undefined,
): BandedPrice => ({ model: quantity?.pricing ?? 'linear', unitPrice, bands })

/** The largest amount of one order line: the sum of twenty still fits into the fifteen digits of our wire. */
export const mostAmountMinor = 99_999_999_999_999n

/** Prices a price item that is not saved. Throws `catalog.amount_too_high`. */
export function previewPrice(
  price: BandedPrice,
  ask: { readonly quantity: number; readonly periods: number },
): Priced {
  const priced = computePrice(price, ask)
  const max = createMoney(mostAmountMinor, price.unitPrice.currency)
  if (isMore(priced.amount, max))
    throw catalogProblems.amount_too_high({ amount: formatMoney(priced.amount), max: formatMoney(max) })
  return priced
}

const onSale: ReadonlySet<string> = new Set(['listed', 'hidden'] satisfies Product['state'][])

/** Hidden products and specifications can be bought by their URL (R52); suspended and delisted ones cannot. */
function requireOnSale({ product, specification, priceItem }: Purchasable): void {
  if (!onSale.has(product.state)) throw catalogProblems.not_on_sale({ state: product.state })
  if (specification.delistedAt !== undefined || !priceItem.offered)
    throw catalogProblems.not_on_sale({ state: 'delisted' })
}

/** R51, R52: hidden and suspended products can be renewed. What was delisted, or is no longer offered, cannot. */
function requireRenewable({ product, specification, priceItem }: Purchasable): void {
  if (product.state === 'delisted' || specification.delistedAt !== undefined || !priceItem.offered)
    throw catalogProblems.not_renewable()
}

/**
 * The price of a purchase or a renewal today (R54), part by part (R22–R24). Orders and quotes are priced only here.
 * Throws for what is not on sale, and for a quantity or term that is not offered. A trial costs nothing (R27).
 */
export function computeQuote(purchasable: Purchasable, ask: Ask): Priced {
  if (ask.renewal) requireRenewable(purchasable)
  else requireOnSale(purchasable)
  const { product, specification, priceItem } = purchasable
  requireOffered(product.quantity, ask.quantity)
  const { maxQuantity } = specification
  // R29: a seller sets a limit without review, so it must not reduce what a buyer already holds.
  if (maxQuantity !== undefined && ask.quantity > Math.max(maxQuantity, ask.held ?? 0))
    throw catalogProblems.quantity_limit_exceeded({ max: maxQuantity, got: ask.quantity })
  const max = ask.trial ? 1 : getMaxPeriods(priceItem.period)
  if (!isWithin(ask.periodCount, { min: 1, max }))
    throw catalogProblems.term_out_of_range({ max, period: priceItem.period, got: ask.periodCount })
  const price = toBandedPrice(priceItem, product.quantity)
  const { quantity, periodCount: periods, discountE4 } = ask
  if (!ask.trial) return computePrice(price, { quantity, periods, discountE4 })
  if (priceItem.trialDays === undefined) throw catalogProblems.trial_not_offered()
  return computePrice(price, { quantity: ask.quantity, periods: 0 })
}

function requireOffered(attribute: Quantity | undefined, quantity: number): void {
  if (!attribute && quantity !== 1) throw catalogProblems.quantity_not_offered({ got: quantity })
  if (attribute && !isWithin(quantity, attribute))
    throw catalogProblems.quantity_out_of_range({ min: attribute.min, max: attribute.max, got: quantity })
}

const isWithin = (value: number, { min, max }: { min: number; max: number }): boolean =>
  Number.isInteger(value) && value >= min && value <= max
