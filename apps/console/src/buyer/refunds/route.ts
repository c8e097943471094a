import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { buyer } from '../centre.tsx'
import { readNewRefundSearch, readRefundsSearch } from './refunds-search.ts'

export const refundRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/refunds',
    validateSearch: readRefundsSearch,
    component: lazyRouteComponent(() => import('./refunds-page.tsx'), 'RefundsPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'purchases', icon: 'undo', label: { zh: '退订管理', en: 'Refunds' } },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/refunds/new',
    validateSearch: readNewRefundSearch,
    component: lazyRouteComponent(() => import('./new-refund-page.tsx'), 'NewRefundPage'),
    staticData: { needs: defineNeed('POST /api/buyer/orders/:orderId/refund-requests', 'purchase') },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/refunds/$refundRequestId',
    component: lazyRouteComponent(() => import('./refund-page.tsx'), 'RefundPage'),
    staticData: { needs: 'any' },
  }),
] as const
