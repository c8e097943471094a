import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/members', 'main')

export const memberRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/members',
    component: lazyRouteComponent(() => import('../../centre/members/members-page.tsx'), 'MembersPage'),
    staticData: {
      needs,
      menu: { group: 'market', icon: 'shield', label: { zh: '运营人员', en: 'Operators' } },
    },
  }),
] as const
