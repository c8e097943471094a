import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/settings', operatorGrants)

export const settingRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
    staticData: { needs, menu: { group: 'market', icon: 'gear', label: { zh: '设置', en: 'Settings' } } },
  }),
] as const
