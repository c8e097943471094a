export { createBudgets, toAsk } from './service/index.ts'
export type { Budgets, ListSpent } from './service/index.ts'
export type { SpentAsk } from './schema.ts'
export type { BudgetTables } from './tables.ts'
