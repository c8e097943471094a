import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const budgetRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/budgets',
    component: lazyRouteComponent(() => import('./budgets-page.tsx'), 'BudgetsPage'),
    staticData: {
      needs: 'main',
      menu: {
        group: 'account',
        icon: 'chart',
        label: { zh: '预算与成本中心', en: 'Budgets and cost centres' },
      },
    },
  }),
] as const
