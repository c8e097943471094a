import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readChangesSearch } from './changes-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/balance-changes', 'finance')

export const balanceRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/balance-changes',
    validateSearch: readChangesSearch,
    component: lazyRouteComponent(() => import('./balance-changes-page.tsx'), 'BalanceChangesPage'),
    staticData: {
      needs,
      menu: {
        group: 'queues',
        icon: 'wallet',
        label: { zh: '余额变动', en: 'Balance adjustments' },
        badge: 'balanceChanges',
      },
    },
  }),
] as const
