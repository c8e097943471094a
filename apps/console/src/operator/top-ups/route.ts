import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'
import { readTopUpsSearch } from './top-ups-search.ts'

export const topUpRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/top-ups',
    validateSearch: readTopUpsSearch,
    component: lazyRouteComponent(() => import('./top-ups-page.tsx'), 'TopUpsPage'),
    staticData: {
      needs: defineNeed('GET /api/operator/top-up-requests', 'finance'),
      menu: {
        group: 'queues',
        icon: 'bank',
        label: { zh: '充值申请', en: 'Top-up requests' },
        badge: 'topUpRequests',
      },
    },
  }),
] as const
