import { computePrice } from '@loggia/kernel'
import type { Priced } from '@loggia/kernel'
import type { Period } from '../kinds.ts'
import { parseUnitPrice, parseWhole } from './figures.ts'
import { isBanded } from './form.ts'
import type { Form, FormSku, FormSpecification } from './form.ts'

/** The market's limits for periods in one purchase. */
export const mostPeriods: Readonly<Record<Period, number>> = { month: 36, year: 5, one_time: 1 }

/**
 * The price of a quantity of an unsaved product, computed by the function with which the market prices orders
 * (R22–R24). Undefined while a price or an edge is missing.
 */
export function computeQuote(
  form: Form,
  of: { readonly specification: FormSpecification; readonly sku: FormSku; readonly period: Period },
  ask: { readonly quantity: number; readonly periods: number },
): Priced | undefined {
  const [first, ...above] = of.sku.amounts[of.period] ?? []
  const unitPrice = parseUnitPrice(first ?? '', form.currency)
  if (!unitPrice) return undefined
  const count = isBanded(form) ? of.specification.edges.length : 0
  const bands = above.slice(0, count).flatMap((typed, i) => {
    const [edge, unit] = [parseWhole(of.specification.edges[i] ?? ''), parseUnitPrice(typed, form.currency)]
    return edge !== undefined && unit ? [{ above: edge, unitPrice: unit }] : []
  })
  if (bands.length < count) return undefined
  return computePrice({ model: form.quantity?.pricing ?? 'linear', unitPrice, bands }, ask)
}

/** The first sku that is offered and has a price for a term, with that term. */
export function findFirstPriced(form: Form, specification: FormSpecification) {
  for (const period of specification.periods)
    for (const sku of specification.skus)
      if (sku.offered && parseUnitPrice(sku.amounts[period]?.[0] ?? '', form.currency)) return { sku, period }
  return undefined
}
