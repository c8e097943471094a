import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/sample-items', 'products:read')

export const sampleItemRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/sample-items',
    component: lazyRouteComponent(() => import('./sample-items-page.tsx'), 'SampleItemsPage'),
    staticData: {
      needs,
      menu: { group: 'products', icon: 'tag', label: { zh: '样品管理', en: 'Sample items' } },
    },
  }),
] as const
