import { omitUndefined } from './defined.ts'
import { divideHalfUp, createMoney } from './money.ts'
import type { Money, UnitPrice } from './money.ts'

/** How a quantity is priced: each part at the price of its band (step), or all of it at the price of the band it falls in (tier). */
export type PricingModel = 'linear' | 'step' | 'tier'
/** What a unit costs from more than `above` units on; the boundary itself still belongs to the band below. */
export type PriceBand = { readonly above: number; readonly unitPrice: UnitPrice }
/** A price: of the first band, and of those above it in ascending order; a linear price has none. */
export type BandedPrice = {
  readonly model: PricingModel
  readonly unitPrice: UnitPrice
  readonly bands: readonly PriceBand[]
}
/** One line of how a price comes about; its amount is exact, in 10⁻⁸ of the currency's main unit, for all periods. */
export type PricePart = {
  /** The first and the last unit of the band; a linear price has no bands, and the last band no end. */
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

/** What is asked: how much, for how many periods, and at which part of the price, in ten-thousandths (9,000 is nine tenths). */
export type PriceAsk = {
  readonly quantity: number
  readonly periods: number
  readonly discountE4?: number | undefined
}
const wholeE4 = 10_000

/** What a quantity costs for so many periods, before it is rounded: a fraction of 10⁻⁸ of the currency's main unit. */
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

/** What a quantity costs for so many periods (R22–R24): the sum of exact parts × discount, rounded once at the end, half up away from zero. */
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
