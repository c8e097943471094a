import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readMonitoringSearch } from './monitoring-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/monitoring', 'reviewer')

export const monitoringRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/monitoring',
    validateSearch: readMonitoringSearch,
    component: lazyRouteComponent(() => import('./monitoring-page.tsx'), 'MonitoringPage'),
    staticData: {
      needs,
      menu: {
        group: 'health',
        icon: 'shield',
        label: { zh: '接口监测', en: 'Interface monitoring' },
        badge: 'interfaces',
      },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/monitoring/$productId',
    component: lazyRouteComponent(() => import('./watch-page.tsx'), 'WatchPage'),
    staticData: { needs },
  }),
] as const
