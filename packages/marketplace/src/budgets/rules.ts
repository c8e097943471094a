import {
  add,
  addMonths,
  createMoney,
  fromCalendar,
  isMore,
  subtract,
  toCalendarParts,
  toDecimal,
} from '@loggia/kernel'
import type { Id, Instant, Money, Zone } from '@loggia/kernel'
import { budgetLimits } from '@loggia/protocol/console/budgets/kinds'
import { marketCurrency } from '../ledger/index.ts'
import { budgetProblems } from './problems.ts'
import type {
  BudgetPeriod,
  BudgetSpan,
  BudgetSubject,
  CostCentre,
  Limit,
  NamedBudget,
  Spending,
} from './schema.ts'

const monthsOf: Readonly<Record<BudgetPeriod, number>> = { month: 1, quarter: 3, year: 12 }

/** R3b: the calendar month, quarter or year of that time, in the zone of the market. */
export function computeSpan(period: BudgetPeriod, at: Instant, zone: Zone): BudgetSpan {
  const { year, month } = toCalendarParts(at, zone)
  const months = monthsOf[period]
  const first = month - ((month - 1) % months)
  const midnight = { day: 1, hour: 0, minute: 0, second: 0, ms: 0 }
  const startsAt = fromCalendar({ year, month: first, ...midnight }, zone)
  return { startsAt, endsAt: addMonths(startsAt, months, zone) }
}

/** The largest budget, in the minor unit: far above what a balance can be. */
const mostBudgetMinor = 99_999_999_999_999n

/** R3b: from zero, which allows nothing, and in the currency of balances. */
export function requireFitBudget(amount: Money): void {
  const { amountMinor, currency } = amount
  if (amountMinor < 0n || amountMinor > mostBudgetMinor || currency !== marketCurrency)
    throw budgetProblems.amount_unfit({
      max: toDecimal(createMoney(mostBudgetMinor, marketCurrency)),
      currency: marketCurrency,
    })
}

/** A budget has exactly one subject. Throws `budget.subject_missing`. */
export function decideSubject(asked: {
  readonly memberId?: Id<'mbr'> | undefined
  readonly costCentreId?: Id<'cct'> | undefined
}): BudgetSubject {
  const { memberId, costCentreId } = asked
  if (memberId !== undefined && costCentreId === undefined) return { memberId }
  if (costCentreId !== undefined && memberId === undefined) return { costCentreId }
  throw budgetProblems.subject_missing()
}

export function requireRoomForCostCentre(count: number): void {
  if (count >= budgetLimits.costCentres)
    throw budgetProblems.too_many_cost_centres({ most: budgetLimits.costCentres })
}

export function requireRoomForBudget(count: number): void {
  if (count >= budgetLimits.budgets) throw budgetProblems.too_many({ most: budgetLimits.budgets })
}

/** R3a: the cost centre of the buyer that somebody chose. Throws if it is another buyer's, or archived. */
export function requireOffered(found: CostCentre | undefined, buyerId: Id<'byr'>): CostCentre {
  if (found?.buyerId !== buyerId) throw budgetProblems.cost_centre_unknown()
  if (found.archivedAt !== undefined) throw budgetProblems.cost_centre_archived({ code: found.code })
  return found
}

/** The budgets that a payment counts for, each with its part of the payment. */
export function listLimitsOf(
  budgets: readonly NamedBudget[],
  { parts, at }: Pick<Spending, 'parts' | 'at'>,
  zone: Zone,
): Limit[] {
  return budgets.flatMap((budget) => {
    const own = parts.filter(
      ({ costCentreId }) => budget.costCentreId === undefined || costCentreId === budget.costCentreId,
    )
    const [first, ...rest] = own.map(({ amount }) => amount)
    if (first === undefined) return []
    const amount = rest.reduce(add, first)
    return amount.amountMinor > 0n ? [{ budget, amount, span: computeSpan(budget.period, at, zone) }] : []
  })
}

const periodNames = {
  month: { zh: '本月', en: 'monthly' },
  quarter: { zh: '本季度', en: 'quarterly' },
  year: { zh: '本年度', en: 'yearly' },
} as const

const nameOf = ({ member, costCentre }: NamedBudget) => {
  const name = member?.name ?? ''
  return costCentre
    ? { zh: `成本中心“${costCentre.name}”`, en: `the cost centre “${costCentre.name}”` }
    : { zh: `成员“${name}”`, en: name }
}

/** R3b: a payment that just reaches the budget is allowed. Throws `budget.exceeded`, `budget.other_currency`. */
export function decideSpending({ budget, amount }: Limit, spent: Money): void {
  const whose = nameOf(budget)
  if (amount.currency !== budget.amount.currency)
    throw budgetProblems.other_currency({
      whose,
      currency: budget.amount.currency,
      other: amount.currency,
    })
  const after = add(spent, amount)
  if (!isMore(after, budget.amount)) return
  throw budgetProblems.exceeded({
    whose,
    period: periodNames[budget.period],
    budget: toDecimal(budget.amount),
    spent: toDecimal(spent),
    amount: toDecimal(amount),
    missing: toDecimal(subtract(after, budget.amount)),
    currency: amount.currency,
  })
}
