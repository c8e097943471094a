import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readAuditSearch } from './audit-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/history', 'main')

export const auditRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/audit',
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
    staticData: {
      needs,
      menu: { group: 'market', icon: 'history', label: { zh: '操作记录', en: 'Audit log' } },
    },
  }),
] as const
