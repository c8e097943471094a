import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/applications', 'reviewer')

export const applicationRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/applications',
    component: lazyRouteComponent(() => import('./applications-page.tsx'), 'ApplicationsPage'),
    staticData: {
      needs,
      menu: {
        group: 'queues',
        icon: 'store',
        label: { zh: '入驻与注册', en: 'Applications' },
        badge: 'applications',
      },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/applications/$applicationId',
    component: lazyRouteComponent(() => import('./application-page.tsx'), 'ApplicationPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/applications/organisations/$organisationApplicationId',
    component: lazyRouteComponent(() => import('./organisation-review-page.tsx'), 'OrganisationReviewPage'),
    staticData: { needs },
  }),
] as const
