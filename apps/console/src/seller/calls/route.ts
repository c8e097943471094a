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

// By itself: written within `addChildren` its type would be taken from there, and be any, and that of all pages with it.
const one = createRoute({ getParentRoute: () => list, path: '$callId', staticData: { needs } })

/** The list shows the chosen call beside it. */
export const callRoutes = [list.addChildren([one])] as const
