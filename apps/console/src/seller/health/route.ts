import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readHealthSearch } from '../../centre/health/health-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/health', 'calls:read')

export const healthRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/health',
    validateSearch: readHealthSearch,
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'chart', label: { zh: '接口健康', en: 'Interface health' } },
    },
  }),
] as const
