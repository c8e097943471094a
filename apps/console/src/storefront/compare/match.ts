import type { ComparedProduct, Sku, Specification } from '@loggia/protocol/console'
import { computeQuote, countMonths, listTerms } from '../buying/price.ts'
import type { Quote, Term } from '../buying/price.ts'
import { isOnOffer, toRange } from '../buying/selection.ts'

/** For what all products are priced: a quantity, and months; 0 is a one-time purchase. */
export type Condition = { readonly quantity: number; readonly months: number }

/** What one would buy of a product, and its price. */
export type Offer = {
  readonly specification: Specification
  readonly sku: Sku
  readonly term: Term
  /** Undefined if the product is not sold by quantity. */
  readonly quantity: number | undefined
  readonly quote: Quote
}
/** An offer, or why there is none: nothing is on offer, not for this time, or not in this quantity. */
export type Match = { readonly offer: Offer } | { readonly missing: 'offer' | 'term' | 'quantity' }

type Candidate = Pick<Offer, 'specification' | 'sku' | 'term'>

const listOffered = (product: ComparedProduct): Candidate[] =>
  product.specifications
    .filter(isOnOffer)
    .flatMap((specification) =>
      specification.skus.flatMap((sku) => listTerms(sku).map((term) => ({ specification, sku, term }))),
    )

/** The cheapest specification that is sold in this quantity for this time. */
export function findMatch(product: ComparedProduct, { quantity: asked, months }: Condition): Match {
  const offered = listOffered(product)
  if (offered.length === 0) return { missing: 'offer' }
  const inTime = offered.filter(({ term }) => countMonths(term) === months)
  if (inTime.length === 0) return { missing: 'term' }
  const quantity = product.quantity ? asked : undefined
  const fitting = inTime.filter(({ specification }) => isInRange(product, specification, quantity))
  const [first, ...others] = fitting.map((one): Offer => {
    const quote = computeQuote(one.sku, one.term, quantity ?? 1, product.quantity?.pricing)
    return { ...one, quantity, quote }
  })
  if (!first) return { missing: 'quantity' }
  return {
    offer: others.reduce((least, one) => (toMinorTotal(one) < toMinorTotal(least) ? one : least), first),
  }
}

function isInRange(product: ComparedProduct, of: Specification, quantity: number | undefined): boolean {
  const range = toRange(product, of).quantity
  return !range || quantity === undefined || (quantity >= range.min && quantity <= range.max)
}

/** In the smallest unit of its currency. */
export const toMinorTotal = ({ quote }: Offer): number => Number(quote.total.amount.replace('.', ''))

/** The times for which any of the products is sold, in months: shortest first, one-time purchases last. */
export function listMonths(products: readonly ComparedProduct[]): number[] {
  const all = products.flatMap((product) => listOffered(product).map(({ term }) => countMonths(term)))
  return [...new Set(all)].toSorted((a, b) => (a || Infinity) - (b || Infinity))
}

/** The quantities in which at least one of the products is sold; undefined if none is sold by quantity. */
export function findRange(
  products: readonly ComparedProduct[],
): { readonly min: number; readonly max: number } | undefined {
  const ranges = products.flatMap(({ quantity }) => (quantity ? [quantity] : []))
  if (ranges.length === 0) return undefined
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  }
}

/**
 * What the address asks for; for what it does not say: a year if one is sold, and the least quantity that all of them
 * sell.
 */
export function readCondition(
  products: readonly ComparedProduct[],
  asked: { readonly quantity?: string | undefined; readonly months?: string | undefined },
): Condition {
  const offered = listMonths(products)
  const months = Number(asked.months ?? Number.NaN)
  const usual = offered.includes(12) ? 12 : (offered[0] ?? 12)
  const least = Math.max(1, ...products.map(({ quantity }) => quantity?.min ?? 1))
  return {
    quantity: Math.max(1, Number(asked.quantity ?? least)),
    months: offered.includes(months) ? months : usual,
  }
}
