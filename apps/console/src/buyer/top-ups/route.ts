import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { buyer } from '../centre.tsx'
import { readNewTopUpSearch, readTopUpSearch, readTopUpsSearch } from './top-ups-search.ts'

export const topUpRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/top-ups',
    validateSearch: readTopUpsSearch,
    component: lazyRouteComponent(() => import('./top-ups-page.tsx'), 'TopUpsPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'costs', icon: 'bank', label: { zh: '充值', en: 'Top-ups' } },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/top-ups/new',
    validateSearch: readNewTopUpSearch,
    component: lazyRouteComponent(() => import('./new-top-up-page.tsx'), 'NewTopUpPage'),
    staticData: { needs: defineNeed('POST /api/buyer/top-up-requests', 'purchase') },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/top-ups/$requestId',
    validateSearch: readTopUpSearch,
    component: lazyRouteComponent(() => import('./top-up-page.tsx'), 'TopUpPage'),
    staticData: { needs: 'any' },
  }),
] as const
