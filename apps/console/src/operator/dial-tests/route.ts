import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readDialTestSearch, readDialTestsSearch } from '../../centre/monitoring/dial-tests-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/dial-tests', 'reviewer')

export const dialTestRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/dial-tests',
    validateSearch: readDialTestsSearch,
    component: lazyRouteComponent(() => import('./dial-tests-page.tsx'), 'DialTestsPage'),
    staticData: { needs, menu: { group: 'health', icon: 'phone', label: { zh: '拨测', en: 'Dial tests' } } },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/dial-tests/$dialTestId',
    validateSearch: readDialTestSearch,
    component: lazyRouteComponent(() => import('./dial-tests-page.tsx'), 'DialTestPage'),
    staticData: { needs },
  }),
] as const
