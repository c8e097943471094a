import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/addresses', 'reviewer')

export const addressRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/addresses',
    component: lazyRouteComponent(() => import('./addresses-page.tsx'), 'AddressesPage'),
    staticData: {
      needs,
      menu: {
        group: 'queues',
        icon: 'link',
        label: { zh: '生产地址', en: 'Endpoints' },
        badge: 'pendingAddresses',
      },
    },
  }),
] as const
