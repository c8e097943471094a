import type { CustomerLevel } from '@loggia/protocol/console/parties/kinds'
// A service in the model. Written from commerce.md, independently of the code in ../rules.
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
  /** The shelf of the market that it was bought from. */
  readonly shelf: string
  /** Its events until this time have happened; other services may not have got there yet at the same instant. */
  seenUntil: number
  phase: 'opening' | 'active' | 'grace' | 'retention' | 'released' | 'cancelled'
  /** The first purchase, with its number of periods or the days of its trial. */
  readonly first: { readonly holds: ModelHolding; readonly count: number; readonly trialDays?: number }
  holds: ModelHolding
  trial: boolean
  anchor: number
  terms: ModelTerm[]
  /** When the five days began (R130). */
  openedAt: number
  /** All that was paid for it and not refunded. */
  paid: bigint
  /** The units that it took from stock and has not given back. */
  units: number
  lapse?: { freezeAt: number; releaseAt: number } | undefined
  auto: { on: boolean; daysBefore: number; left?: number | undefined; period?: ModelPeriod | undefined }
  /** R116: frozen for a violation, whatever its phase. */
  barred?: boolean
  /** If the whole service was returned: when it would have ended. */
  wouldHaveEnded?: number
  /** A paid change. Its seller makes it at `at`, or fails to, and then it is refunded when the three hours are over. */
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
/** The units that it holds now or has paid for in later terms. */
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

/** R121: the yearly price if at least 365 days remain, otherwise the monthly one. */
export const getMatchedPeriod = (service: ModelService, at: At): ModelPeriod =>
  termsLeft(service, at).reduce((sum, { days }) => sum + days, 0) >= 365 ? 'year' : 'month'

/** R121, R122: what the remaining days of each term carry now, and would carry after the change. */
export const computeShares = (
  service: ModelService,
  to: ModelHolding,
  { prices, ...at }: At & { readonly prices: ModelPrices },
): Share[] => termsLeft(service, at).map((left) => computeShare(prices, left, { from: service.holds, to }))

const beforeOf = (shares: readonly Share[]): Fraction => sumFractions(shares.map(({ before }) => before))
const afterOf = (shares: readonly Share[]): Fraction => sumFractions(shares.map(({ after }) => after))
export const computeFee = (shares: readonly Share[]): Fraction =>
  subtractFractions(afterOf(shares), beforeOf(shares))

/** The tolerance in fen: the marketplace rounds carried values to 10⁻⁸ yuan, once for each term and change. */
const beside = toFraction(20n, 1_000_000n)
const [one, half] = [toFraction(1n), toFraction(1n, 2n)]

/**
 * An exact amount rounded half up. If it is so near a half that a value with eight decimals may round either way, the
 * amount that the marketplace took is accepted and used, so that later amounts start from the same value.
 */
export function computeAmount(exact: Fraction, taken?: bigint): bigint {
  const rounded = roundHalfUp(exact)
  if (taken === undefined || taken === rounded) return rounded
  const off = computeDistance(exact, toFraction(taken))
  return isLess(off, one) && isLess(computeDistance(off, half), beside) ? taken : rounded
}
/** R120: whether the target is cheaper than the credit. Within the tolerance the marketplace's decision counts. */
export const isCheaper = (exact: Fraction, taken?: bigint): boolean =>
  isLess(exact, taken === undefined ? nothing : subtractFractions(nothing, beside))

/**
 * What the days carry once the fee is paid: in total exactly what was paid. A term that has not begun carries whole
 * fen, since it may be returned, and the current term carries the rest. `taken` are the whole fen in the marketplace.
 * They are accepted if rounding allows them too, or if they are a fen lower because there would be no rest.
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

/** Whether the exact value is that of the marketplace, `e8` in 10⁻⁸ yuan, within the tolerance. */
export const isCarried = (carried: Fraction, e8: bigint): boolean =>
  isLess(computeDistance(carried, toFraction(e8, 1_000_000n)), beside)

/**
 * Checks the invariant of a service's money: the days that are over and the days that are left together carry exactly
 * what was paid and not refunded. Undefined if it holds.
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
