import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'
import { readFeedbackSearch } from './feedback-search.ts'

export const feedbackRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/feedback',
    validateSearch: readFeedbackSearch,
    component: lazyRouteComponent(() => import('./feedback-page.tsx'), 'FeedbackPage'),
    staticData: {
      needs: defineNeed('GET /api/operator/feedback', 'reviewer'),
      menu: {
        group: 'queues',
        icon: 'chat',
        label: { zh: '评价与咨询', en: 'Reviews and questions' },
        badge: 'feedback',
      },
    },
  }),
] as const
