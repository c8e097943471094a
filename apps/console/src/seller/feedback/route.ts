import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'
import { readFeedbackSearch } from './feedback-search.ts'

export const feedbackRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/feedback',
    validateSearch: readFeedbackSearch,
    component: lazyRouteComponent(() => import('./feedback-page.tsx'), 'FeedbackPage'),
    staticData: {
      needs: defineNeed('GET /api/seller/feedback', 'products:read'),
      menu: { group: 'products', icon: 'chat', label: { zh: '评价与咨询', en: 'Reviews and questions' } },
    },
  }),
] as const
