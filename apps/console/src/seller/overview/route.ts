import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/overview', 'orders:read')

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/',
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
    staticData: {
      needs,
      menu: { icon: 'home', label: { zh: '总览', en: 'Overview' } },
      comesWithData: true,
    },
  }),
] as const
