import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readOrdersSearch } from '../../centre/orders/orders-search.ts'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/orders', ['reviewer', 'finance', 'appeals'])

export const orderRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/orders',
    validateSearch: readOrdersSearch,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
    staticData: { needs, menu: { group: 'market', icon: 'receipt', label: { zh: '订单', en: 'Orders' } } },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
    staticData: { needs },
  }),
] as const
