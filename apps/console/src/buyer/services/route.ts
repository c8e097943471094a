import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readServicesSearch } from './services-search.ts'
import { buyer } from '../centre.tsx'

export const serviceRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/services',
    validateSearch: readServicesSearch,
    component: lazyRouteComponent(() => import('./services-page.tsx'), 'ServicesPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'purchases', icon: 'layers', label: { zh: '已购买的服务', en: 'Purchased services' } },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId',
    component: lazyRouteComponent(() => import('./service-page.tsx'), 'ServicePage'),
    staticData: { needs: 'any' },
  }),
] as const
