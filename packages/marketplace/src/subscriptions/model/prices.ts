// The price lists of the model's market: commerce.md R22, R23.
import { toFraction, roundHalfUp, multiplyFraction } from './fraction.ts'
import type { Fraction } from './fraction.ts'
import type { Chance } from './random.ts'

export const modelSkus = ['small', 'large'] as const
export const modelPeriods = ['month', 'year'] as const
export type ModelSku = (typeof modelSkus)[number]
export type ModelPeriod = (typeof modelPeriods)[number]
/** A combination, its quantity, and the period of its price. */
export type ModelHolding = {
  readonly sku: ModelSku
  readonly quantity: number
  readonly period: ModelPeriod
}
/** The price of a unit in 10⁻⁸ yuan: in the first band, and in the bands for more than `above` units. */
export type ModelPrice = {
  readonly e8: bigint
  readonly bands: readonly { readonly above: number; readonly e8: bigint }[]
}
export const formatPrice = ({ e8, bands }: ModelPrice): string =>
  [e8, ...bands.map((band) => `${band.e8} above ${band.above}`)].join(', ')
export const modelPricings = ['linear', 'step', 'tier'] as const
export type ModelPricing = (typeof modelPricings)[number]
export type ModelPrices = {
  readonly pricing: ModelPricing
  readonly of: Readonly<Record<ModelSku, Readonly<Record<ModelPeriod, ModelPrice>>>>
}
/** A new price of one sku and period. */
export type PriceChange = {
  readonly sku: ModelSku
  readonly period: ModelPeriod
  readonly price: ModelPrice
}
export const withPrice = (prices: ModelPrices, { sku, period, price }: PriceChange): ModelPrices => ({
  ...prices,
  of: { ...prices.of, [sku]: { ...prices.of[sku], [period]: price } },
})

export const mostUnits = 100
const e8PerFen = 1_000_000n

/** What a holding costs for one of its periods, in fen: each unit at its own band (Step), or all at the last (Tier). */
export function computePeriodCost(prices: ModelPrices, { sku, period, quantity }: ModelHolding): Fraction {
  const { e8, bands } = prices.of[sku][period]
  const reached = [{ above: 0, e8 }, ...bands].filter(({ above }) => above < quantity)
  if (prices.pricing === 'tier') {
    const [last] = reached.slice(-1)
    return toFraction((last?.e8 ?? 0n) * BigInt(quantity), e8PerFen)
  }
  let total = 0n
  let rest = quantity
  for (const band of reached.reverse()) {
    total += band.e8 * BigInt(rest - band.above)
    rest = band.above
  }
  return toFraction(total, e8PerFen)
}

/** What an order of `count` periods costs, in fen. */
export const computeCost = (prices: ModelPrices, holds: ModelHolding, count: number): bigint =>
  roundHalfUp(multiplyFraction(computePeriodCost(prices, holds), BigInt(count)))

const e8PerYuan = 100_000_000
/** A random price near `yuan`: in whole yuan, in fen, or with eight decimals. */
function unitPrice(chance: Chance, yuan: number): bigint {
  const wanted = yuan * (0.4 + chance.upTo(1_300) / 1_000)
  const steps = chance.oneOf([1, 1, 100, 100, e8PerYuan])
  return BigInt(Math.max(1, Math.round(wanted * steps)) * (e8PerYuan / steps))
}

/** A random price. The large one is usually dearer than the small one, and a year cheaper than twelve months. */
export function drawPrice(chance: Chance, of: Omit<PriceChange, 'price'>, pricing: ModelPricing): ModelPrice {
  const yuan = (of.sku === 'small' ? 10 : 25) * (of.period === 'month' ? 1 : 10)
  const e8 = unitPrice(chance, yuan)
  if (pricing === 'linear') return { e8, bands: [] }
  const bounds = [1, 2, 3, 5, 20].filter(() => chance.happens(0.4))
  return { e8, bands: bounds.map((above, at) => ({ above, e8: unitPrice(chance, yuan * 0.9 ** (at + 1)) })) }
}

export function drawPrices(chance: Chance, pricing: ModelPricing): ModelPrices {
  const both = (sku: ModelSku) => ({
    month: drawPrice(chance, { sku, period: 'month' }, pricing),
    year: drawPrice(chance, { sku, period: 'year' }, pricing),
  })
  return { pricing, of: { small: both('small'), large: both('large') } }
}

export function drawPriceChange(chance: Chance, { pricing }: ModelPrices): PriceChange {
  const of = { sku: chance.oneOf(modelSkus), period: chance.oneOf(modelPeriods) }
  return { ...of, price: drawPrice(chance, of, pricing) }
}
