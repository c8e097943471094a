import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRequestsSearch } from '../../centre/refunds/requests-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/refund-requests', ['finance', 'appeals'])

export const refundRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/refunds',
    validateSearch: readRequestsSearch,
    component: lazyRouteComponent(() => import('./refunds-page.tsx'), 'RefundsPage'),
    staticData: {
      needs,
      menu: {
        group: 'queues',
        icon: 'undo',
        label: { zh: '退款申请', en: 'Refund requests' },
        badge: 'refundRequestsOverdue',
      },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/refunds/$refundRequestId',
    component: lazyRouteComponent(() => import('./refund-page.tsx'), 'RefundPage'),
    staticData: { needs },
  }),
] as const
