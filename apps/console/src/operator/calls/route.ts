import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readCallSearch } from '../../centre/calls/search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/calls', ['reviewer', 'appeals'])

const list = createRoute({
  getParentRoute: () => operator,
  path: '/calls',
  validateSearch: readCallSearch,
  component: lazyRouteComponent(() => import('../../centre/calls/calls-page.tsx'), 'OperatorCallsPage'),
  staticData: {
    needs,
    menu: {
      group: 'health',
      icon: 'pulse',
      label: { zh: '生产接口消息', en: 'Production messages' },
      badge: 'stuckCalls',
    },
  },
})

// A separate constant: written within `addChildren`, its type would be inferred from there and become `any`, and so
// would the types of all pages.
const one = createRoute({ getParentRoute: () => list, path: '$callId', staticData: { needs } })

/** A child route, because the list stays visible beside the chosen call. */
export const callRoutes = [list.addChildren([one])] as const
