import { addDays, divideHalfUp, computeExactPrice, createMoney } from '@loggia/kernel'
import type { Currency, Instant, Money, Zone } from '@loggia/kernel'
import { toBandedPrice } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { subscriptionProblems } from '../problems.ts'
import type { Carried, CarriedOfTerm, Term } from '../schema.ts'

/** R121: the days of a period for terms that do not run on that period. */
const daysOfPeriod = { month: 30n, year: 365n } as const
const e8PerMinor = 1_000_000n
const dayMs = 86_400_000

/** The remaining whole days of a term (R123), and what was paid for them, in 10⁻⁸ of the currency's main unit. */
export type Stretch = { readonly term: Term; readonly days: number; readonly carriedE8: bigint }
/** A price by which days are valued. The discount is in ten-thousandths of the price; absent if there is none. */
export type DayPrice = {
  readonly purchasable: Purchasable
  readonly quantity: number
  readonly discountE4?: number | undefined
}

/** R123: a day that has begun counts as a whole day. Days are calendar days: one of 25 hours is one day. */
export function countRemainingDays(from: Instant, to: Instant, zone: Zone): number {
  let count = Math.max(0, Math.floor((to - from) / dayMs) - 1)
  while (addDays(from, count, zone) < to) count += 1
  return count
}

/**
 * The days of a term from an instant on; before the term begins all of them. Each day begins at the time of day at
 * which the term began. Counted from the instant instead, an instant in an hour that does not exist on the last day
 * (02:59 when the clock goes from 02:00 to 03:00) would give a day too few. A one-time purchase has no days.
 */
function daysFrom({ startsAt, endsAt }: Term, from: Instant, zone: Zone): number {
  if (endsAt === undefined) return 0
  const all = countRemainingDays(startsAt, endsAt, zone)
  let over = Math.max(0, Math.floor((from - startsAt) / dayMs) - 1)
  while (over < all && addDays(startsAt, over + 1, zone) <= from) over += 1
  return all - Math.min(over, all)
}

/** R121: what was paid for the remaining days of a term, each day an equal part. */
function carriedFrom(term: Term, now: Instant, zone: Zone): bigint {
  const { amountE8, since } = term.carried
  const all = daysFrom(term, since, zone)
  return all === 0 ? 0n : divideHalfUp(amountE8 * BigInt(daysFrom(term, now, zone)), BigInt(all))
}

/** The remaining stretches of terms, in their order. */
export const listStretches = (terms: readonly Term[], now: Instant, zone: Zone): Stretch[] =>
  terms.flatMap((term) => {
    const days = daysFrom(term, now, zone)
    return days === 0 ? [] : [{ term, days, carriedE8: carriedFrom(term, now, zone) }]
  })

/** A new term carries what its order cost, from its beginning on. */
export const toCarried = (amount: Money, since: Instant, pricedBy: Carried['pricedBy']): Carried => ({
  amountE8: amount.amountMinor * e8PerMinor,
  since,
  pricedBy,
})

/** The refund of a renewal that has not begun (R111): what was paid for its days. */
export const computeCarriedAmount = ({ amountE8 }: Carried, currency: Currency): Money =>
  createMoney(divideHalfUp(amountE8, e8PerMinor), currency)

/**
 * R121: what the days of a stretch cost at a price, in 10⁻⁸. A term that runs on the price's period costs its periods ×
 * days ÷ its own days; other days cost a month's price ÷ 30 or a year's ÷ 365.
 */
export function priceStretch({ term, days }: Stretch, price: DayPrice, zone: Zone): bigint {
  const { purchasable, quantity, discountE4 } = price
  const { product, priceItem } = purchasable
  const { period } = priceItem
  if (period === 'one_time') throw subscriptionProblems.not_period_priced()
  const runsOnIt = term.period === period && term.trialDays === undefined
  const periods = runsOnIt ? term.periodCount : 1
  const { dividend, divisor } = computeExactPrice(toBandedPrice(priceItem, product.quantity), {
    quantity,
    periods,
    discountE4,
  })
  const whole = runsOnIt ? BigInt(daysFrom(term, term.startsAt, zone)) : daysOfPeriod[period]
  return divideHalfUp(dividend * BigInt(days), divisor * whole)
}

/**
 * R122: the next larger quantity that costs at least as much as the present one, if bands make a larger one cheaper.
 * `bounds` are the quantities at which bands end; between two of them the price rises evenly.
 */
export function findNextSold(
  sumOf: (quantity: number) => bigint,
  {
    above,
    covers,
    bounds,
  }: { readonly above: number; readonly covers: bigint; readonly bounds: readonly number[] },
): number | undefined {
  const ends = [...new Set(bounds)].filter((bound) => bound > above).sort((a, b) => a - b)
  for (const [from, to] of [above, ...ends].map((bound, i) => [bound + 1, ends[i] ?? Infinity] as const)) {
    const first = sumOf(from)
    if (first >= covers) return from
    // Quantities are whole, so the estimate is too low by less than one.
    const estimate = first === 0n ? Infinity : Number((covers * BigInt(from)) / first)
    const found = [estimate, estimate + 1, estimate + 2].find(
      (quantity) => quantity >= from && quantity <= to && sumOf(quantity) >= covers,
    )
    if (found !== undefined && Number.isFinite(found)) return found
  }
  return undefined
}

/** What the days of a stretch cost at the new and at the old price. Without an old price it is what they carry. */
export type PricedStretch = Stretch & {
  readonly newE8: bigint
  /**
   * R122: what is held now, at today's price. For the days of a trial (R121): what they are free for, and what was paid
   * in addition.
   */
  readonly oldE8?: bigint
  readonly pricedBy: Carried['pricedBy']
}

/** The fee of a change and what it is made of; the parts are in 10⁻⁸. */
export type ChangeFee = {
  readonly days: number
  readonly amount: Money
  readonly newPartE8: bigint
  readonly oldPartE8: bigint
  /** What each term carries once the change holds. */
  readonly carried: readonly CarriedOfTerm[]
}

/**
 * R121, R122: the new price of the remaining days, less what was paid for them or less the present price of what is
 * held; rounded once at the end. After the change the terms together carry what they carried before and the fee, exact
 * to 10⁻⁸. Throws `subscription.change_inverted` if the target is cheaper.
 */
export function decideFee(stretches: readonly PricedStretch[], now: Instant, currency: Currency): ChangeFee {
  const sum = (of: (one: PricedStretch) => bigint): bigint =>
    stretches.reduce((total, one) => total + of(one), 0n)
  const newPartE8 = sum(({ newE8 }) => newE8)
  const oldPartE8 = sum((one) => one.oldE8 ?? one.carriedE8)
  if (newPartE8 < oldPartE8) throw subscriptionProblems.change_inverted()
  const amount = createMoney(divideHalfUp(newPartE8 - oldPartE8, e8PerMinor), currency)
  const total = sum(({ carriedE8 }) => carriedE8) + amount.amountMinor * e8PerMinor
  return {
    days: stretches.reduce((days, one) => days + one.days, 0),
    amount,
    newPartE8,
    oldPartE8,
    carried: spread(stretches, total, now),
  }
}

const targetOf = ({ newE8, oldE8, carriedE8 }: PricedStretch): bigint =>
  oldE8 === undefined ? newE8 : carriedE8 + newE8 - oldE8

/**
 * Spreads the total that is carried over the terms by their new prices. A term that has not begun carries whole cents,
 * since it may be returned (R111). The current one carries the rest, which is never negative.
 */
function spread(stretches: readonly PricedStretch[], total: bigint, now: Instant): CarriedOfTerm[] {
  let exact = 0n
  let given = 0n
  const toCome = new Map<PricedStretch, bigint>()
  for (const one of stretches.filter(({ term }) => term.startsAt > now)) {
    exact += targetOf(one)
    const upTo = divideHalfUp(exact, e8PerMinor) * e8PerMinor
    toCome.set(one, upTo - given)
    given = upTo
  }
  const [largest] = [...toCome].sort(([, a], [, b]) => (a > b ? -1 : 1))
  if (given > total && largest) {
    toCome.set(largest[0], largest[1] - e8PerMinor)
    given -= e8PerMinor
  }
  return stretches.map((one) => ({
    termId: one.term.id,
    amountE8: toCome.get(one) ?? total - given,
    pricedBy: one.pricedBy,
  }))
}
