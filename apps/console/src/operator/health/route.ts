import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readHealthSearch } from '../../centre/health/health-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/health', ['reviewer', 'appeals'])

export const healthRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/health',
    component: lazyRouteComponent(() => import('./sellers-health-page.tsx'), 'SellersHealthPage'),
    staticData: {
      needs,
      menu: { group: 'health', icon: 'chart', label: { zh: '接口健康', en: 'Interface health' } },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/health/$sellerId',
    validateSearch: readHealthSearch,
    component: lazyRouteComponent(() => import('./seller-health-page.tsx'), 'SellerHealthPage'),
    staticData: { needs },
  }),
] as const
