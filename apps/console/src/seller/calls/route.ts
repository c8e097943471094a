import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readCallSearch } from '../../centre/calls/search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/calls', 'calls:read')

const list = createRoute({
  getParentRoute: () => seller,
  path: '/calls',
  validateSearch: readCallSearch,
  component: lazyRouteComponent(() => import('./calls-page.tsx'), 'CallsPage'),
  staticData: {
    needs,
    menu: {
      group: 'integration',
      icon: 'pulse',
      label: { zh: '生产接口消息', en: 'Interface messages' },
      badge: 'openFailures',
    },
  },
})

export const callRoutes = [
  // The list shows the chosen call beside it.
  list.addChildren([createRoute({ getParentRoute: () => list, path: '$callId', staticData: { needs } })]),
] as const
