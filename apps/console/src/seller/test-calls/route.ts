import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readTestCallsSearch } from './test-calls-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/test-calls', 'calls:read')

export const testCallRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/test-calls',
    validateSearch: readTestCallsSearch,
    component: lazyRouteComponent(() => import('./test-calls-page.tsx'), 'TestCallsPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'play', label: { zh: '测试调用', en: 'Test calls' } },
    },
  }),
] as const
