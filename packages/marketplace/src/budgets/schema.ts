import type { Id, Instant, Money } from '@loggia/kernel'
import type { BudgetPeriod } from '@loggia/protocol/console/budgets/kinds'

export type { BudgetPeriod }

/** R3a: to what a buyer's purchases are booked. */
export type CostCentre = {
  readonly id: Id<'cct'>
  readonly buyerId: Id<'byr'>
  readonly code: string
  readonly name: string
  readonly createdAt: Instant
  readonly archivedAt?: Instant
}

/** R3b: whose spending a budget limits. */
export type BudgetSubject =
  | { readonly memberId: Id<'mbr'>; readonly costCentreId?: undefined }
  | { readonly costCentreId: Id<'cct'>; readonly memberId?: undefined }
export type Budget = BudgetSubject & {
  readonly id: Id<'bgt'>
  readonly buyerId: Id<'byr'>
  readonly period: BudgetPeriod
  readonly amount: Money
  readonly setAt: Instant
}
/** A budget with the name of its member, or the code and name of its cost centre. */
export type NamedBudget = Budget & {
  readonly member?: { readonly id: Id<'mbr'>; readonly name: string }
  readonly costCentre?: Pick<CostCentre, 'id' | 'code' | 'name'>
}

/** A period of the calendar, half-open. */
export type BudgetSpan = { readonly startsAt: Instant; readonly endsAt: Instant }

/** What a member is about to pay, in one currency, by cost centre. */
export type Spending = {
  readonly buyerId: Id<'byr'>
  readonly memberId: Id<'mbr'>
  readonly at: Instant
  readonly parts: readonly { readonly costCentreId?: Id<'cct'> | undefined; readonly amount: Money }[]
}
/** A budget that a payment has to stay within, and the part of the payment that counts for it. */
export type Limit = { readonly budget: NamedBudget; readonly span: BudgetSpan; readonly amount: Money }

/** Whose payments are summed, in which time; `key` names the sum. */
export type SpentAsk = BudgetSpan &
  BudgetSubject & {
    readonly key: string
    readonly buyerId: Id<'byr'>
    readonly currency: Money['currency']
  }
