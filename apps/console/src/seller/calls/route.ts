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
      label: { zh: '生产接口消息', en: 'Production messages' },
      badge: 'openFailures',
    },
  },
})

// A separate constant: written within `addChildren`, its type would be inferred from there and become `any`, and so
// would the types of all pages.
const one = createRoute({ getParentRoute: () => list, path: '$callId', staticData: { needs } })

/** A child route, because the list stays visible beside the chosen call. */
export const callRoutes = [list.addChildren([one])] as const
