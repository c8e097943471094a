// Without zod: pages use these values.

/** R3b: the calendar period of a budget, in the marketplace’s time zone. */
export const budgetPeriods = ['month', 'quarter', 'year'] as const
export type BudgetPeriod = (typeof budgetPeriods)[number]

export const budgetLimits = {
  /** Of a cost centre. */
  code: { min: 1, max: 20 },
  name: { min: 1, max: 60 },
  /** Cost centres of one buyer, archived ones included, and budgets of one buyer. */
  costCentres: 200,
  budgets: 500,
} as const
