import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readQuoteSearch } from './quote-search.ts'
import { readRenewSearch } from './renew-search.ts'
import { buyer } from '../centre.tsx'

export const renewingRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/convert',
    component: lazyRouteComponent(() => import('./ask-pages.tsx'), 'ConvertPage'),
    staticData: { needs: 'any' },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/change',
    component: lazyRouteComponent(() => import('./ask-pages.tsx'), 'ChangePage'),
    staticData: { needs: 'any' },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/refund',
    component: lazyRouteComponent(() => import('./refund-page.tsx'), 'RefundPage'),
    staticData: { needs: 'any' },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/renew',
    validateSearch: readRenewSearch,
    component: lazyRouteComponent(() => import('./ask-pages.tsx'), 'RenewPage'),
    staticData: { needs: 'any', under: '/buyer/services' },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/quotes/$quoteId',
    validateSearch: readQuoteSearch,
    component: lazyRouteComponent(() => import('./quote-page.tsx'), 'QuotePage'),
    staticData: { needs: 'any', under: '/buyer/services' },
  }),
] as const
