import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'
import { readDeliveriesSearch } from './deliveries-search.ts'

const needs = defineNeed('GET /api/seller/deliveries', 'orders:read')

export const deliveryRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/deliveries',
    validateSearch: readDeliveriesSearch,
    component: lazyRouteComponent(() => import('./deliveries-page.tsx'), 'DeliveriesPage'),
    staticData: {
      needs,
      menu: { group: 'sales', icon: 'check', label: { zh: '交付管理', en: 'Deliveries' } },
    },
  }),
] as const
