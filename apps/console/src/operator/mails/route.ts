import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readMailsSearch } from './mails-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/mails', 'main')

export const mailRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/mails',
    validateSearch: readMailsSearch,
    component: lazyRouteComponent(() => import('./mails-page.tsx'), 'MailsPage'),
    staticData: {
      needs,
      menu: { group: 'health', icon: 'mail', label: { zh: '邮件记录', en: 'Emails' } },
    },
  }),
] as const
