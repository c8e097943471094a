import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/members', 'members:read')

export const memberRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/members',
    component: lazyRouteComponent(() => import('../../centre/members/members-page.tsx'), 'MembersPage'),
    staticData: { needs, menu: { group: 'account', icon: 'people', label: { zh: '成员', en: 'Members' } } },
  }),
] as const
