import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readOrdersSearch } from '../../centre/orders/orders-search.ts'
import { buyer } from '../centre.tsx'

export const orderRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/orders',
    validateSearch: readOrdersSearch,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'costs', icon: 'receipt', label: { zh: '订单', en: 'Orders' } },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
    staticData: { needs: 'any' },
  }),
] as const
