import { column, textOf } from './books.ts'
import { dayMs } from './calendar.ts'
import { add, larger, less, smaller, times, whole } from './fractions.ts'
import type { Fraction } from './fractions.ts'
import type { Term } from './lives.ts'
import { listedItem, listedPrice } from './price-lists.ts'
import type { ListedPrice, PriceList } from './price-lists.ts'

/** What was paid for the days of a term from a moment on; in 10⁻⁸. */
export type Carried = {
  readonly term: Term
  worth: Fraction
  since: number
  pricedBy: string
  roundings: number
}
type Sold = { readonly priceItemId: string; readonly quantity: bigint }
export type Change = {
  /** The terms of which days are left. */
  readonly left: readonly Carried[]
  readonly from: number
  readonly held: bigint
  readonly to: Sold
  /** More of the same, not another combination. */
  readonly isMore: boolean
  /** What a trial became. */
  readonly converted: Sold | undefined
}
/** What a change makes of a term: the fee's parts, and what its days carry then. */
export type ChangedTerm = {
  readonly newPart: Fraction
  readonly oldPart: Fraction
  readonly worth: Fraction
  readonly pricedBy: string
}

const daysOfPeriod = { month: 30n, year: 365n } as const

/** R123: days that have begun count whole. */
export const daysFrom = ({ startsAt, endsAt }: Term, from: number): bigint =>
  endsAt === undefined ? 0n : BigInt(Math.max(0, Math.ceil((endsAt - Math.max(from, startsAt)) / dayMs)))

/** R121: each day carries an equal part. */
export function leftOf({ term, worth, since }: Carried, from: number): Fraction {
  const all = daysFrom(term, since)
  return all === 0n ? whole(0n) : times(worth, daysFrom(term, from), all)
}

/** R121: a term that runs on a price's period costs so many of its periods, by its own days; any other day a 30th or a 365th. */
function costOf(
  term: Term,
  { unitE8, period }: ListedPrice,
  of: { readonly quantity: bigint; readonly from: number },
): Fraction {
  const runsOnIt = textOf(term.row, 'period') === period && !isTrial(term)
  const periods = runsOnIt ? BigInt(Number(column(term.row, 'period_count'))) : 1n
  const days = runsOnIt ? daysFrom(term, term.startsAt) : daysOfPeriod[period]
  return times(whole(unitE8 * of.quantity * periods), daysFrom(term, of.from), days)
}
const isTrial = ({ row }: Term): boolean => column(row, 'trial_days') !== null

/** R121: from a year on that is left by the year, else by the month, or what there is of the two. */
export function matchedPrice(list: PriceList, { left, from, to }: Change): ListedPrice | undefined {
  const days = left.reduce((all, { term }) => all + daysFrom(term, from), 0n)
  const { combination } = listedItem(list, to.priceItemId) ?? {}
  if (combination === undefined) return undefined
  const [wanted, other] = days >= 365n ? (['year', 'month'] as const) : (['month', 'year'] as const)
  return listedPrice(list, combination, wanted) ?? listedPrice(list, combination, other)
}

/** R121, R122: each term's parts by the prices of a moment; nothing where one of them is not known. */
export function partsOfChange(list: PriceList, change: Change): ChangedTerm[] | undefined {
  const terms = change.left.map((one) =>
    change.isMore ? scaleOut(list, change, one) : upgrade(list, change, one),
  )
  const known = terms.filter((one) => one !== undefined)
  return known.length === terms.length ? known : undefined
}

/** Both quantities by the period that the days were priced by. What is free of a trial's days costs nothing either way. */
function scaleOut(list: PriceList, change: Change, one: Carried): ChangedTerm | undefined {
  const { from, held, to } = change
  const { combination = '' } = listedItem(list, to.priceItemId) ?? {}
  const price = listedPrice(list, combination, one.pricedBy)
  const free = freeOf(list, change, one)
  if (!price || !free) return undefined
  const cost = (quantity: bigint) => larger(costOf(one.term, price, { quantity, from }), free)
  const [newPart, oldPart] = [cost(to.quantity), cost(held)]
  const worth = add(leftOf(one, from), less(newPart, oldPart))
  return { newPart, oldPart, worth, pricedBy: one.pricedBy }
}

/** The new price for what was paid; of a trial's days, which nobody paid, for what they are free for. */
function upgrade(list: PriceList, change: Change, one: Carried): ChangedTerm | undefined {
  const { from, to } = change
  const price = matchedPrice(list, change)
  const free = price && freeOf(list, change, { ...one, pricedBy: price.period })
  if (!price || !free) return undefined
  const newPart = costOf(one.term, price, { quantity: to.quantity, from })
  const given = smaller(newPart, free)
  const oldPart = add(leftOf(one, from), given)
  return { newPart, oldPart, worth: less(newPart, given), pricedBy: price.period }
}

/** R121: what the days of a trial are free for: what it became, at the same period's price. */
function freeOf(list: PriceList, { converted, from }: Change, one: Carried): Fraction | undefined {
  if (!isTrial(one.term)) return whole(0n)
  const { combination } = (converted && listedItem(list, converted.priceItemId)) ?? {}
  const price = combination === undefined ? undefined : listedPrice(list, combination, one.pricedBy)
  return converted && price && costOf(one.term, price, { quantity: converted.quantity, from })
}
