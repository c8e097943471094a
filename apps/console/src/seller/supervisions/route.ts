import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readSupervisionsSearch } from '../../centre/supervision/supervisions-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/supervisions', 'orders:read')

export const supervisionRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/supervisions',
    validateSearch: readSupervisionsSearch,
    component: lazyRouteComponent(() => import('./supervisions-page.tsx'), 'SupervisionsPage'),
    staticData: {
      needs,
      menu: {
        group: 'deliveries',
        icon: 'flag',
        label: { zh: '服务监管', en: 'Service supervision' },
        badge: 'supervisions',
      },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/supervisions/$supervisionId',
    component: lazyRouteComponent(() => import('./supervision-page.tsx'), 'SupervisionPage'),
    staticData: { needs },
  }),
  // The former address, which is in emails and bookmarks.
  createRoute({
    getParentRoute: () => seller,
    path: '/deliveries',
    beforeLoad: () => {
      throw redirect({ to: '/seller/supervisions', replace: true })
    },
    staticData: { needs },
  }),
] as const
