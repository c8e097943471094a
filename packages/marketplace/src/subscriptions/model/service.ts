import type { CustomerLevel } from '@loggia/protocol/console/parties/kinds'
// What the model knows of a service. Written from commerce.md, and from none of the rules.
import type { ModelZone } from './calendar.ts'
import { countDaysLeft, computeShare, computeValues } from './days.ts'
import type { ModelTerm, Share } from './days.ts'
import {
  computeDistance,
  toFraction,
  roundHalfUp,
  isLess,
  subtractFractions,
  nothing,
  addFractions,
  sumFractions,
} from './fraction.ts'
import type { Fraction } from './fraction.ts'
import type { ModelHolding, ModelPeriod, ModelPrices } from './prices.ts'

export type ModelLevel = CustomerLevel

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
  /** What it took from the stock and has not given back. */
  units: number
  lapse?: { freezeAt: number; releaseAt: number } | undefined
  auto: { on: boolean; daysBefore: number; left?: number | undefined }
  /** R116: frozen for a violation, whatever its phase. */
  barred?: boolean
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

export const listHoldingTerms = (service: ModelService): ModelTerm[] =>
  service.terms.filter(({ returned }) => !returned)
export function getNewestTerm(service: ModelService): ModelTerm {
  const newest = listHoldingTerms(service).at(-1)
  if (!newest) throw new Error(`${service.id} has no term`)
  return newest
}
export const computeEnd = (service: ModelService): number => getNewestTerm(service).to
/** What it has now, or has paid for to come. */
export const countHeldUnits = (service: ModelService): number =>
  Math.max(service.holds.quantity, getNewestTerm(service).holds.quantity)
export const isAlive = ({ phase }: ModelService): boolean =>
  phase === 'active' || phase === 'grace' || phase === 'retention'
export const isSame = (a: ModelHolding, b: ModelHolding): boolean =>
  a.sku === b.sku && a.quantity === b.quantity

export type At = { readonly now: number; readonly zone: ModelZone }

const termsLeft = (service: ModelService, { now, zone }: At) =>
  listHoldingTerms(service)
    .filter(({ to }) => to > now)
    .map((term) => ({ term, days: countDaysLeft(term, now, zone) }))

/** R121: by the year from a year on. */
export const getMatchedPeriod = (service: ModelService, at: At): ModelPeriod =>
  termsLeft(service, at).reduce((sum, { days }) => sum + days, 0) >= 365 ? 'year' : 'month'

/** R121, R122: what the days that are left of each term carry, and what they would. */
export const computeShares = (
  service: ModelService,
  to: ModelHolding,
  { prices, ...at }: At & { readonly prices: ModelPrices },
): Share[] => termsLeft(service, at).map((left) => computeShare(prices, left, { from: service.holds, to }))

const beforeOf = (shares: readonly Share[]): Fraction => sumFractions(shares.map(({ before }) => before))
const afterOf = (shares: readonly Share[]): Fraction => sumFractions(shares.map(({ after }) => after))
export const computeFee = (shares: readonly Share[]): Fraction =>
  subtractFractions(afterOf(shares), beforeOf(shares))

/** How far what we say may lie beside what is exact, in fen: what is carried is rounded to 10⁻⁸ yuan, for each of some terms and changes. */
const beside = toFraction(20n, 1_000_000n)
const [one, half] = [toFraction(1n), toFraction(1n, 2n)]

/**
 * An exact amount rounded half up. Only where it lies so near a half that what is carried with eight decimals may fall to
 * either side, what was taken is right too, and counts: later amounts then start from the same.
 */
export function computeAmount(exact: Fraction, taken?: bigint): bigint {
  const rounded = roundHalfUp(exact)
  if (taken === undefined || taken === rounded) return rounded
  const off = computeDistance(exact, toFraction(taken))
  return isLess(off, one) && isLess(computeDistance(off, half), beside) ? taken : rounded
}
/** R120: cheaper than what is credited; what is within the eighth decimal of it may be either. */
export const isCheaper = (exact: Fraction, taken?: bigint): boolean =>
  isLess(exact, taken === undefined ? nothing : subtractFractions(nothing, beside))

/**
 * What the days carry once the fee is paid: together exactly what was paid. A term to come carries whole fen, for it may be
 * returned, and the one that runs carries the rest. `taken` are those whole fen as they were taken: they count where they
 * are rounded as well, or a fen lower where there would be no rest.
 */
export function spread(shares: readonly Share[], fee: bigint, taken: readonly bigint[] = []): Share[] {
  const [running, ...toCome] = shares
  if (!running) return []
  const most = addFractions(half, isLess(running.after, one) ? one : beside)
  let [exact, given] = [nothing, 0n]
  const whole = toCome.map((share, at) => {
    exact = addFractions(exact, share.after)
    const theirs = given + (taken[at] ?? -1n)
    const upTo = isLess(computeDistance(exact, toFraction(theirs)), most) ? theirs : roundHalfUp(exact)
    const after = toFraction(upTo - given)
    given = upTo
    return { ...share, after }
  })
  return [
    {
      ...running,
      after: subtractFractions(addFractions(beforeOf(shares), toFraction(fee)), toFraction(given)),
    },
    ...whole,
  ]
}

/** Whether days carry what is said of them, in 10⁻⁸ yuan. */
export const isCarried = (carried: Fraction, e8: bigint): boolean =>
  isLess(computeDistance(carried, toFraction(e8, 1_000_000n)), beside)

/**
 * What the money of a service must be at any time: what was paid and not given back is exactly what its days carry, those
 * that are over and those that are held.
 */
export function findServiceFault(service: ModelService, { now, zone }: At): string | undefined {
  const values = listHoldingTerms(service).map((term) => computeValues(term, now, zone))
  const [used, held] = [
    sumFractions(values.map(([over]) => over)),
    sumFractions(values.map(([, left]) => left)),
  ]
  const waiting = toFraction(service.phase === 'opening' ? service.paid : (service.changing?.fee ?? 0n))
  if (computeDistance(sumFractions([used, held, waiting]), toFraction(service.paid)).upper !== 0n)
    return `${service.id}: its days carry another amount than was paid`
  if (service.paid < 0n || service.units < 0) return `${service.id}: below nothing`
  return values.flat().some((value) => isLess(value, nothing))
    ? `${service.id}: days carry less than nothing`
    : undefined
}
