// What was paid for the days of a term: commerce.md R111, R121–R123. Written from these rules, independently of the
// code in ../rules.
import { dayMs, addDays } from './calendar.ts'
import type { ModelZone } from './calendar.ts'
import {
  isLess,
  subtractFractions,
  nothing,
  addFractions,
  sumFractions,
  multiplyFraction,
} from './fraction.ts'
import type { Fraction } from './fraction.ts'
import { computePeriodCost } from './prices.ts'
import type { ModelHolding, ModelPeriod, ModelPrices } from './prices.ts'

/** Consecutive days, each of which carries the same part of what was paid. */
export type Stretch = { readonly days: number; readonly each: Fraction }

export type ModelTerm = {
  from: number
  to: number
  holds: ModelHolding
  trial: boolean
  returned: boolean
  /** What its order bought. */
  readonly bought: { readonly period: ModelPeriod; readonly count: number }
  /** The period by whose price its days are valued; for a trial the one that was tried. */
  pricedBy: ModelPeriod
  /** All its days, with what each carries. */
  carries: readonly Stretch[]
  /** What its order took from the stock. */
  readonly units: number
  /** For a trial that became paid: the holding for which its days are free. */
  free?: ModelHolding
}

/** Spreads what one order paid over its days. */
export const carry = (days: number, paid: Fraction): readonly Stretch[] => [
  { days, each: multiplyFraction(paid, 1n, BigInt(days)) },
]
const daysIn = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { days }) => sum + days, 0)
const valueOf = (stretches: readonly Stretch[]): Fraction =>
  sumFractions(stretches.map(({ days, each }) => multiplyFraction(each, BigInt(days))))

/** The number of calendar days from one instant to another; a day that has begun counts as a whole day (R123). */
export function countDays(from: number, to: number, zone: ModelZone): number {
  let count = Math.max(0, Math.floor((to - from) / dayMs) - 1)
  while (addDays(from, count, zone) < to) count += 1
  return count
}

/** The number of days of the term that are not over. */
export function countDaysLeft({ from, carries }: ModelTerm, now: number, zone: ModelZone): number {
  const all = daysIn(carries)
  let over = Math.max(0, Math.floor((now - from) / dayMs) - 1)
  while (over < all && addDays(from, over + 1, zone) <= now) over += 1
  return all - over
}

/** The first `count` days, and the days after them. */
function splitAt(carries: readonly Stretch[], count: number): readonly [Stretch[], Stretch[]] {
  const [before, after]: [Stretch[], Stretch[]] = [[], []]
  let rest = count
  for (const { days, each } of carries) {
    const early = Math.min(days, rest)
    rest -= early
    if (early > 0) before.push({ days: early, each })
    if (days > early) after.push({ days: days - early, each })
  }
  return [before, after]
}

const valueOfLast = ({ carries }: ModelTerm, count: number): Fraction =>
  valueOf(splitAt(carries, daysIn(carries) - count)[1])
export const computeTermValue = ({ carries }: ModelTerm): Fraction => valueOf(carries)
/** What the days since its newest change carry. */
export const getCarriedLast = ({ carries }: ModelTerm): Fraction => valueOf(carries.slice(-1))
/** The value of the days that are over, and of the days that are left. */
export function computeValues(term: ModelTerm, now: number, zone: ModelZone): readonly [Fraction, Fraction] {
  const held = valueOfLast(term, countDaysLeft(term, now, zone))
  return [subtractFractions(computeTermValue(term), held), held]
}

/** What the last days of a term cost by a price list: by its own periods, or by periods of 30 or 365 days. */
function costOfLast(prices: ModelPrices, term: ModelTerm, holds: ModelHolding, days: number): Fraction {
  const { trial, bought, carries } = term
  const cost = multiplyFraction(computePeriodCost(prices, holds), BigInt(days))
  return !trial && bought.period === holds.period
    ? multiplyFraction(cost, BigInt(bought.count), BigInt(daysIn(carries)))
    : multiplyFraction(cost, 1n, holds.period === 'month' ? 30n : 365n)
}

/** A change's part of one term: the days that are left, what they carry before the change, and after it. */
export type Share = {
  readonly term: ModelTerm
  readonly days: number
  readonly before: Fraction
  readonly after: Fraction
}

type Changing = { readonly from: ModelHolding; readonly to: ModelHolding }
/** R121 for another sku: credits what was paid. R122 for a larger quantity: both quantities at today's price. */
export function computeShare(
  prices: ModelPrices,
  { term, days }: Pick<Share, 'term' | 'days'>,
  { from, to }: Changing,
): Share {
  const before = valueOfLast(term, days)
  const cost = (holds: ModelHolding): Fraction => costOfLast(prices, term, holds, days)
  /** The cost beyond what is free, at the same price. */
  const chargedOf = (holds: ModelHolding): Fraction => {
    const free = term.free ? cost({ ...term.free, period: holds.period }) : nothing
    return isLess(cost(holds), free) ? nothing : subtractFractions(cost(holds), free)
  }
  if (to.sku !== from.sku) return { term, days, before, after: chargedOf(to) }
  const priced = { ...from, period: term.pricedBy }
  const more = subtractFractions(chargedOf({ ...priced, quantity: to.quantity }), chargedOf(priced))
  return { term, days, before, after: addFractions(before, more) }
}

/** R122: the larger quantity would be cheaper for the rest of this term. */
export const isInverted = ({ before, after }: Share): boolean => isLess(after, before)

/** The seller made the change: the days that were left when it was paid now carry their new value. */
export function keepShare({ term, days, after }: Share): void {
  const [before] = splitAt(term.carries, daysIn(term.carries) - days)
  term.carries = [...before, ...carry(days, after)]
}
