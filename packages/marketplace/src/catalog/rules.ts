import { amountOf, formatMoney, isMore, money } from '@loggia/kernel'
import type { Money, Transitions, UnitPrice } from '@loggia/kernel'
import { catalogProblems } from './problems.ts'
import { requireSpecificationNames } from './specification-names.ts'
import { productTransitions } from './schema.ts'
import type {
  Draft,
  Period,
  Product,
  ProductAction,
  ProductState,
  Purchasable,
  Quantity,
  Text,
} from './schema.ts'

const mostPeriods: Readonly<Record<Period, number>> = { month: 36, year: 5 }
const mostQuantity = 1_000_000
/** Of one order line; twenty of them still fit into the fifteen digits of our wire. */
const mostAmountMinor = 99_999_999_999_999n

const transitions: Transitions<ProductState, ProductAction> = productTransitions

/** How many periods may be bought at once. */
export const maxPeriods = (period: Period): number => mostPeriods[period]

/** Throws what is wrong with a draft first; a draft that passes can be priced at every quantity and term it offers. */
export function requireFitDraft(draft: Draft): void {
  const { name, summary, description, quantity, specifications } = draft
  requireTexts({ name, summary, description })
  if (quantity) requireQuantity(quantity)
  if (specifications.length === 0) throw catalogProblems.specifications_missing()
  for (const [at, specification] of specifications.entries())
    requireTexts({ [`specifications[${at}].name`]: specification.name })
  requireSpecificationNames(specifications.map((specification) => specification.name))
  for (const specification of specifications) requirePrices(specification, quantity)
  requireOneCurrency(specifications.flatMap((specification) => specification.prices))
}

function requireTexts(texts: Readonly<Record<string, Text>>): void {
  for (const [field, text] of Object.entries(texts))
    for (const language of ['zh', 'en'] as const)
      if (text[language].trim() === '') throw catalogProblems.text_blank({ field: `${field}.${language}` })
}

function requireQuantity(quantity: Quantity): void {
  requireTexts({ 'quantity.name': quantity.name, 'quantity.unit': quantity.unit })
  const { min, max } = quantity
  const isRange =
    Number.isInteger(min) && Number.isInteger(max) && min >= 1 && min <= max && max <= mostQuantity
  if (!isRange) throw catalogProblems.quantity_range_empty({ min, max, most: mostQuantity })
}

function requirePrices(
  { name: { zh: name }, prices }: Draft['specifications'][number],
  quantity: Quantity | undefined,
): void {
  if (prices.length === 0) throw catalogProblems.prices_missing({ name })
  if (new Set(prices.map((price) => price.period)).size < prices.length)
    throw catalogProblems.price_repeated({ name })
  for (const { period, unitPrice } of prices) {
    const { currency } = unitPrice
    const smallest = amountOf(unitPrice, BigInt(quantity?.min ?? 1), 1n)
    const largest = amountOf(unitPrice, BigInt(quantity?.max ?? 1), BigInt(maxPeriods(period)))
    const [min, max] = [money(1n, currency), money(mostAmountMinor, currency)]
    if (isMore(min, smallest))
      throw catalogProblems.price_too_low({ name, amount: formatMoney(smallest), min: formatMoney(min) })
    if (isMore(largest, max))
      throw catalogProblems.price_too_high({ name, amount: formatMoney(largest), max: formatMoney(max) })
  }
}

function requireOneCurrency(prices: readonly { readonly unitPrice: UnitPrice }[]): void {
  const currencies = [...new Set(prices.map((price) => price.unitPrice.currency))]
  if (currencies.length > 1) throw catalogProblems.currencies_mixed({ currencies: currencies.join(', ') })
}

/** The state after a submission; a rejected product may be submitted again (§2.5). */
export function decideSubmission(product: Product): ProductState {
  const next = transitions[product.state].submit
  if (!next) throw catalogProblems.not_submittable({ state: product.state })
  return next
}

/** The state after a review; a rejection says why (R46, R7). */
export function decideReview(
  product: Product,
  decision: { readonly approve: boolean; readonly reason?: string | undefined },
): ProductState {
  const { approve, reject } = transitions[product.state]
  if (!approve || !reject) throw catalogProblems.not_in_review({ state: product.state })
  if (!decision.approve && !decision.reason?.trim()) throw catalogProblems.reason_missing()
  return decision.approve ? approve : reject
}

/**
 * What a purchase costs: quantity × periods × unit price, rounded half up once, at the end (R22 linear; preamble).
 * Refuses a product that is not on sale, a quantity or a term that is not offered.
 */
export function decidePurchase(
  purchasable: Purchasable,
  ask: { readonly quantity: number; readonly periodCount: number },
): Money {
  const { product, priceItem } = purchasable
  if (product.state !== 'listed') throw catalogProblems.not_on_sale({ state: product.state })
  requireOffered(product.quantity, ask.quantity)
  const max = maxPeriods(priceItem.period)
  if (!isWithin(ask.periodCount, { min: 1, max }))
    throw catalogProblems.term_out_of_range({ max, period: priceItem.period, got: ask.periodCount })
  return amountOf(priceItem.unitPrice, BigInt(ask.quantity), BigInt(ask.periodCount))
}

function requireOffered(attribute: Quantity | undefined, quantity: number): void {
  if (!attribute && quantity !== 1) throw catalogProblems.quantity_not_offered({ got: quantity })
  if (attribute && !isWithin(quantity, attribute))
    throw catalogProblems.quantity_out_of_range({ min: attribute.min, max: attribute.max, got: quantity })
}

const isWithin = (value: number, { min, max }: { min: number; max: number }): boolean =>
  Number.isInteger(value) && value >= min && value <= max
