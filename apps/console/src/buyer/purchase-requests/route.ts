import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'
import { readRequestsSearch } from './requests-search.ts'

export const purchaseRequestRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/purchase-requests',
    validateSearch: readRequestsSearch,
    component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
    staticData: {
      needs: 'any',
      menu: {
        group: 'purchases',
        icon: 'cart',
        label: { zh: '采购申请', en: 'Purchase requests' },
        badge: 'purchaseRequests',
      },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/purchase-requests/$purchaseRequestId',
    component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
    staticData: { needs: 'any' },
  }),
] as const
