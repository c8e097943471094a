import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readOrdersSearch } from '../../centre/orders/orders-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/orders', 'orders:read')

export const orderRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/orders',
    validateSearch: readOrdersSearch,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
    staticData: { needs, menu: { group: 'sales', icon: 'receipt', label: { zh: '订单', en: 'Orders' } } },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
    staticData: { needs },
  }),
] as const
