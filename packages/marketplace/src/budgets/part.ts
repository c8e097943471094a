import type { Budgets, ListSpent } from './index.ts'
import { createBudgetRoutes } from './routes.ts'
import { budgetExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const budgetsPart = {
  routes: ({
    budgets,
    orders,
  }: {
    readonly budgets: Budgets
    readonly orders: { readonly listSpent: ListSpent }
  }) => createBudgetRoutes(budgets, orders),
  exported: budgetExports,
}
