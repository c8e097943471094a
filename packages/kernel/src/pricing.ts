import { omitUndefined } from './defined.ts'
import { divideHalfUp, createMoney } from './money.ts'
import type { Money, UnitPrice } from './money.ts'

/**
 * How a quantity is priced: each part at its band's price (step), or all of it at the price of the band it falls in
 * (tier).
 */
export type PricingModel = 'linear' | 'step' | 'tier'
/** The unit price from more than `above` units on; `above` itself belongs to the band below. */
export type PriceBand = { readonly above: number; readonly unitPrice: UnitPrice }
/** A price: the unit price of the first band, and higher bands in ascending order; a linear price has no bands. */
export type BandedPrice = {
  readonly model: PricingModel
  readonly unitPrice: UnitPrice
  readonly bands: readonly PriceBand[]
}
/** One line of a price calculation; the amount is exact, in 10⁻⁸ of the currency's main unit, for all periods. */
export type PricePart = {
  /** First and last unit of the band; absent for a linear price, and the last band has no end. */
  readonly band?: { readonly from: number; readonly to?: number }
  readonly quantity: number
  readonly unitPrice: UnitPrice
  readonly amountE8: bigint
}
export type Priced = { readonly parts: readonly PricePart[]; readonly amount: Money }

type Band = { readonly above: number; readonly upTo: number; readonly unitPrice: UnitPrice }
const e8PerMinor = 1_000_000n

const bandsOf = ({ unitPrice, bands }: BandedPrice): Band[] =>
  [{ above: 0, unitPrice }, ...bands].map((band, i) => ({ ...band, upTo: bands[i]?.above ?? Infinity }))

/** A quantity, a number of periods, and the part of the price to pay in ten-thousandths (9,000 is 90%). */
export type PriceAsk = {
  readonly quantity: number
  readonly periods: number
  readonly discountE4?: number | undefined
}
const wholeE4 = 10_000

/** The exact price of a quantity for some periods, as a fraction of 10⁻⁸ of the currency's main unit. */
export function computeExactPrice(
  price: BandedPrice,
  { quantity, periods, discountE4 = wholeE4 }: PriceAsk,
): { readonly dividend: bigint; readonly divisor: bigint } {
  if (!Number.isInteger(discountE4) || discountE4 < 0 || discountE4 > wholeE4)
    throw new RangeError(`${discountE4} is no discount: 0 to ${wholeE4} ten-thousandths`)
  const exact = partsOf(price, quantity).reduce(
    (sum, part) => sum + part.unitPrice.amountE8 * BigInt(part.quantity),
    0n,
  )
  return { dividend: exact * BigInt(periods) * BigInt(discountE4), divisor: BigInt(wholeE4) }
}

/**
 * The price of a quantity for some periods (R22–R24): the sum of exact parts × discount, rounded once at the end, half
 * up away from zero.
 */
export function computePrice(price: BandedPrice, ask: PriceAsk): Priced {
  const parts = partsOf(price, ask.quantity).map((part) => ({
    ...part,
    amountE8: part.unitPrice.amountE8 * BigInt(part.quantity) * BigInt(ask.periods),
  }))
  const { dividend, divisor } = computeExactPrice(price, ask)
  return {
    parts,
    amount: createMoney(divideHalfUp(dividend, divisor * e8PerMinor), price.unitPrice.currency),
  }
}

function partsOf(price: BandedPrice, quantity: number): Omit<PricePart, 'amountE8'>[] {
  if (price.model === 'linear') return [{ quantity, unitPrice: price.unitPrice }]
  const reached = bandsOf(price).filter(({ above }) => quantity > above)
  const counted = price.model === 'tier' ? reached.slice(-1) : reached
  return counted.map(({ above, upTo, unitPrice }) => ({
    band: omitUndefined({ from: above + 1, to: upTo === Infinity ? undefined : upTo }),
    quantity: price.model === 'tier' ? quantity : Math.min(quantity, upTo) - above,
    unitPrice,
  }))
}
