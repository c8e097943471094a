import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/home-page', operatorGrants)

export const homePageRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/home-page',
    component: lazyRouteComponent(() => import('./home-page-page.tsx'), 'HomePagePage'),
    staticData: {
      needs,
      menu: { group: 'market', icon: 'home', label: { zh: '首页', en: 'Home page' } },
    },
  }),
] as const
