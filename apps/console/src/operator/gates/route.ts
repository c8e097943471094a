import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/gates', ['reviewer', 'appeals'])

export const gateRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/gates',
    component: lazyRouteComponent(() => import('./gates-page.tsx'), 'GatesPage'),
    staticData: {
      needs,
      menu: {
        group: 'health',
        icon: 'bolt',
        label: { zh: '商家接口', en: 'Seller interfaces' },
        badge: 'parkedSellers',
      },
    },
  }),
] as const
