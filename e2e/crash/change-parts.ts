import { readColumn, readText } from './books.ts'
import { dayMs } from './calendar.ts'
import { add, pickLarger, subtractFractions, pickSmaller, multiplyFraction, toFraction } from './fractions.ts'
import type { Fraction } from './fractions.ts'
import type { Term } from './lives.ts'
import { findListedItem, findListedPrice } from './price-lists.ts'
import type { ListedPrice, PriceList } from './price-lists.ts'

/** What was paid for the days of a term from a moment on, in 10⁻⁸ of the main unit. */
export type Carried = {
  readonly term: Term
  worth: Fraction
  since: number
  pricedBy: string
  roundings: number
}
type Sold = { readonly priceItemId: string; readonly quantity: bigint }
export type Change = {
  /** The terms with days left. */
  readonly left: readonly Carried[]
  readonly from: number
  readonly held: bigint
  readonly to: Sold
  /** A larger quantity of the same combination. */
  readonly isMore: boolean
  /** What a trial was converted into. */
  readonly converted: Sold | undefined
}
/** The effect of a change on a term: the parts of the fee, and what its days carry afterwards. */
export type ChangedTerm = {
  readonly newPart: Fraction
  readonly oldPart: Fraction
  readonly worth: Fraction
  readonly pricedBy: string
}

const daysOfPeriod = { month: 30n, year: 365n } as const

/** R123: a day that has begun counts as a whole day. */
export const countDays = ({ startsAt, endsAt }: Term, from: number): bigint =>
  endsAt === undefined ? 0n : BigInt(Math.max(0, Math.ceil((endsAt - Math.max(from, startsAt)) / dayMs)))

/** R121: each day carries an equal share. */
export function computeLeft({ term, worth, since }: Carried, from: number): Fraction {
  const all = countDays(term, since)
  return all === 0n ? toFraction(0n) : multiplyFraction(worth, countDays(term, from), all)
}

/**
 * R121: if a term has the period of the price, it costs the price times its number of periods, spread over its own
 * days. Otherwise a day costs a 30th of the month or a 365th of the year.
 */
function costOf(
  term: Term,
  { unitE8, period }: ListedPrice,
  of: { readonly quantity: bigint; readonly from: number },
): Fraction {
  const runsOnIt = readText(term.row, 'period') === period && !isTrial(term)
  const periods = runsOnIt ? BigInt(Number(readColumn(term.row, 'period_count'))) : 1n
  const days = runsOnIt ? countDays(term, term.startsAt) : daysOfPeriod[period]
  return multiplyFraction(toFraction(unitE8 * of.quantity * periods), countDays(term, of.from), days)
}
const isTrial = ({ row }: Term): boolean => readColumn(row, 'trial_days') !== null

/** R121: the price by the year if 365 or more days are left, otherwise by the month; or the one that exists. */
export function findMatchedPrice(list: PriceList, { left, from, to }: Change): ListedPrice | undefined {
  const days = left.reduce((all, { term }) => all + countDays(term, from), 0n)
  const { combination } = findListedItem(list, to.priceItemId) ?? {}
  if (combination === undefined) return undefined
  const [wanted, other] = days >= 365n ? (['year', 'month'] as const) : (['month', 'year'] as const)
  return findListedPrice(list, combination, wanted) ?? findListedPrice(list, combination, other)
}

/** R121, R122: the parts of each term by the prices of one moment. Undefined if a price is not known. */
export function splitChange(list: PriceList, change: Change): ChangedTerm[] | undefined {
  const terms = change.left.map((one) =>
    change.isMore ? scaleOut(list, change, one) : upgrade(list, change, one),
  )
  const known = terms.filter((one) => one !== undefined)
  return known.length === terms.length ? known : undefined
}

/**
 * Both quantities at the price of the period by which the days were priced. The free share of a trial's days cancels
 * out.
 */
function scaleOut(list: PriceList, change: Change, one: Carried): ChangedTerm | undefined {
  const { from, held, to } = change
  const { combination = '' } = findListedItem(list, to.priceItemId) ?? {}
  const price = findListedPrice(list, combination, one.pricedBy)
  const free = freeOf(list, change, one)
  if (!price || !free) return undefined
  const cost = (quantity: bigint) => pickLarger(costOf(one.term, price, { quantity, from }), free)
  const [newPart, oldPart] = [cost(to.quantity), cost(held)]
  const worth = add(computeLeft(one, from), subtractFractions(newPart, oldPart))
  return { newPart, oldPart, worth, pricedBy: one.pricedBy }
}

/** The new price minus what was paid; for the days of a trial, which nobody paid, minus what they are free for. */
function upgrade(list: PriceList, change: Change, one: Carried): ChangedTerm | undefined {
  const { from, to } = change
  const price = findMatchedPrice(list, change)
  const free = price && freeOf(list, change, { ...one, pricedBy: price.period })
  if (!price || !free) return undefined
  const newPart = costOf(one.term, price, { quantity: to.quantity, from })
  const given = pickSmaller(newPart, free)
  const oldPart = add(computeLeft(one, from), given)
  return { newPart, oldPart, worth: subtractFractions(newPart, given), pricedBy: price.period }
}

/**
 * R121: the days of a trial are free up to the price of what it was converted into, at the price of the same period.
 */
function freeOf(list: PriceList, { converted, from }: Change, one: Carried): Fraction | undefined {
  if (!isTrial(one.term)) return toFraction(0n)
  const { combination } = (converted && findListedItem(list, converted.priceItemId)) ?? {}
  const price = combination === undefined ? undefined : findListedPrice(list, combination, one.pricedBy)
  return converted && price && costOf(one.term, price, { quantity: converted.quantity, from })
}
