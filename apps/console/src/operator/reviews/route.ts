import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/reviews', 'reviewer')

export const reviewRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
    staticData: {
      needs,
      menu: {
        group: 'queues',
        icon: 'doc',
        label: { zh: '商品审核', en: 'Product reviews' },
        badge: 'productsInReview',
      },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/reviews/$applicationId',
    component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
    staticData: { needs },
  }),
] as const
