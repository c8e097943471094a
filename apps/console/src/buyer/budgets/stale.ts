import type { ReadKey } from '../../centre/api.ts'

/** The routes to read again after a change of cost centres or budgets. */
export const staleBudgets: readonly ReadKey[] = [
  'GET /api/buyer/budgets',
  'GET /api/buyer/buying-options',
  'GET /api/buyer/member-cost-centres',
]
