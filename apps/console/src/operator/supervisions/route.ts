import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readSupervisionsSearch } from '../../centre/supervision/supervisions-search.ts'
import { operator } from '../centre.tsx'

export const supervisionRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/supervisions',
    validateSearch: readSupervisionsSearch,
    component: lazyRouteComponent(() => import('./supervisions-page.tsx'), 'SupervisionsPage'),
    staticData: {
      needs: defineNeed('GET /api/operator/supervisions', 'appeals'),
      menu: {
        group: 'queues',
        icon: 'flag',
        label: { zh: '服务监管', en: 'Service supervision' },
        badge: 'supervisions',
      },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/supervisions/$supervisionId',
    component: lazyRouteComponent(() => import('./supervision-page.tsx'), 'SupervisionPage'),
    staticData: {
      needs: defineNeed('GET /api/operator/supervisions/:supervisionId', ['reviewer', 'finance', 'appeals']),
    },
  }),
] as const
