import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRequestsSearch } from '../../centre/refunds/requests-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/refund-requests', 'orders:read')

export const refundRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/refunds',
    validateSearch: readRequestsSearch,
    component: lazyRouteComponent(() => import('./refunds-page.tsx'), 'RefundsPage'),
    staticData: {
      needs,
      menu: {
        group: 'deliveries',
        icon: 'undo',
        label: { zh: '退款申请', en: 'Refund requests' },
        badge: 'refundRequests',
      },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/refunds/$refundRequestId',
    component: lazyRouteComponent(() => import('./refund-page.tsx'), 'RefundPage'),
    staticData: { needs },
  }),
] as const
