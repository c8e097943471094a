import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readDialTestSearch, readDialTestsSearch } from '../../centre/monitoring/dial-tests-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/dial-tests', 'calls:read')

export const dialTestRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/dial-tests',
    validateSearch: readDialTestsSearch,
    component: lazyRouteComponent(() => import('./dial-tests-page.tsx'), 'DialTestsPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'phone', label: { zh: '拨测', en: 'Dial tests' } },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/dial-tests/$dialTestId',
    validateSearch: readDialTestSearch,
    component: lazyRouteComponent(() => import('./dial-tests-page.tsx'), 'DialTestPage'),
    staticData: { needs },
  }),
] as const
