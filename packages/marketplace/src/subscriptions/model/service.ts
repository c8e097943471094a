// What the model knows of a service. Written from commerce.md, and from none of the rules.
import type { ModelZone } from './calendar.ts'
import { daysLeft, shareOf, valueOfTerm, valuesAt } from './days.ts'
import type { ModelTerm, Share } from './days.ts'
import { distance, fraction, halfUp, isLess, minus, nothing, plus, sumOf, times } from './fraction.ts'
import type { Fraction } from './fraction.ts'
import type { ModelHolding, ModelPeriod, ModelPrices } from './prices.ts'

export type ModelLevel = 'V0' | 'V1' | 'V2' | 'V3' | 'V4' | 'V5'

export type ModelService = {
  readonly id: string
  readonly buyer: string
  /** What of the market it was bought from. */
  readonly shelf: string
  /** What came until here has happened; others may be behind at the same instant. */
  seenUntil: number
  phase: 'opening' | 'active' | 'grace' | 'retention' | 'released' | 'cancelled'
  /** What was bought first: how long, or the days of its trial. */
  readonly first: { readonly holds: ModelHolding; readonly count: number; readonly trialDays?: number }
  holds: ModelHolding
  trial: boolean
  anchor: number
  terms: ModelTerm[]
  /** From when five days count (R130). */
  openedAt: number
  /** All that was paid for it and not given back. */
  paid: bigint
  /** How much more that is than its orders cost before each was rounded. */
  rounded: Fraction
  /** How many orders those are. */
  orders: number
  /** What it took from the stock, and what its change would add. */
  units: number
  lapse?: { freezeAt: number; releaseAt: number } | undefined
  auto: { on: boolean; daysBefore: number; left?: number | undefined }
  /** Where it would have ended, when all of it was returned. */
  wouldHaveEnded?: number
  /** A change that is paid: when its seller makes it; or only when the three hours are over, and it is given back. */
  changing?: ModelChange | undefined
}
export type ModelChange = {
  readonly to: ModelHolding
  readonly fee: bigint
  readonly units: number
  readonly shares: readonly Share[]
  readonly at: number
  readonly made: boolean
}

/** R113, for periods. */
export const lapseOf: Readonly<Record<ModelLevel, readonly [grace: number, retention: number]>> = {
  V5: [7, 15],
  V4: [7, 15],
  V3: [7, 7],
  V2: [1, 7],
  V1: [1, 7],
  V0: [1, 1],
}

export const holding = (service: ModelService): ModelTerm[] =>
  service.terms.filter(({ returned }) => !returned)
export function newestTerm(service: ModelService): ModelTerm {
  const newest = holding(service).at(-1)
  if (!newest) throw new Error(`${service.id} has no term`)
  return newest
}
export const endOf = (service: ModelService): number => newestTerm(service).to
export const isAlive = ({ phase }: ModelService): boolean =>
  phase === 'active' || phase === 'grace' || phase === 'retention'
export const isSame = (a: ModelHolding, b: ModelHolding): boolean =>
  a.sku === b.sku && a.quantity === b.quantity

export type At = { readonly now: number; readonly zone: ModelZone }

const termsLeft = (service: ModelService, { now, zone }: At) =>
  holding(service)
    .filter(({ to }) => to > now)
    .map((term) => ({ term, days: daysLeft(term, now, zone) }))

/** R121: by the year from a year on. */
export const matchedPeriod = (service: ModelService, at: At): ModelPeriod =>
  termsLeft(service, at).reduce((sum, { days }) => sum + days, 0) >= 365 ? 'year' : 'month'

/** R121, R122: what a change costs for what is left of each term. */
export const sharesOf = (
  service: ModelService,
  to: ModelHolding,
  { prices, ...at }: At & { readonly prices: ModelPrices },
): Share[] => termsLeft(service, at).map((left) => shareOf(prices, left, { from: service.holds, to }))
export const feeOf = (shares: readonly Share[]): Fraction => sumOf(shares.map(({ paid }) => paid))

/** How far what we say may lie beside what is exact, in fen: what is carried is kept to 10⁻⁸ yuan. */
const beside = fraction(1n, 1_000_000n)
const [one, half] = [fraction(1n), fraction(1n, 2n)]

/**
 * An exact amount rounded half up. Only where it lies so near a half that what is carried with eight decimals may fall to
 * either side, what was taken is right too, and counts: later amounts then start from the same.
 */
export function amountOf(exact: Fraction, taken?: bigint): bigint {
  const rounded = halfUp(exact)
  if (taken === undefined || taken === rounded) return rounded
  const isNearHalf = isLess(distance(distance(exact, fraction(taken)), half), beside)
  return isNearHalf && isLess(distance(exact, fraction(taken)), one) ? taken : rounded
}
/** R120: cheaper than what is credited; what is within the eighth decimal of it may be either. */
export const isCheaper = (exact: Fraction, taken?: bigint): boolean =>
  taken === undefined ? isLess(exact, nothing) : isLess(exact, minus(nothing, beside))

/** What was taken for what is exact, or given back for it. */
export function settleAmount(service: ModelService, exact: Fraction, paid: bigint): void {
  service.paid += paid
  service.rounded = plus(service.rounded, minus(fraction(paid), exact))
  service.orders += 1
}

/**
 * What the money of a service must be at any time: what was paid and not given back is what its days carry, those that
 * are over and those that are held; but for the rounding of its orders, of each half a fen at most.
 */
export function faultOf(service: ModelService, { now, zone }: At): string | undefined {
  const values = holding(service).map((term) => valuesAt(term, now, zone))
  const [used, held] = [sumOf(values.map(([over]) => over)), sumOf(values.map(([, left]) => left))]
  const waiting = fraction(service.changing?.fee ?? 0n)
  const unopened = fraction(service.phase === 'opening' ? service.paid : 0n)
  const carried = sumOf([used, held, waiting, unopened, service.rounded])
  const paid = fraction(service.paid)
  if (isLess(carried, paid) || isLess(paid, carried)) return `${service.id}: its days carry another amount`
  const most = times(plus(half, beside), BigInt(service.orders))
  if (isLess(most, distance(service.rounded, nothing)))
    return `${service.id}: its orders are not rounded once`
  if (service.paid < 0n || service.units < 0) return `${service.id}: below nothing`
  const below = holding(service).find(({ free, ...term }) => !free && isLess(valueOfTerm(term), nothing))
  return below && `${service.id}: a term carries less than nothing`
}
