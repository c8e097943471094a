import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/organisation', 'organisation:read')

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/organisation',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
    staticData: {
      needs,
      menu: { group: 'account', icon: 'store', label: { zh: '商家资料', en: 'Company details' } },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/organisation/edit',
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditOrganisationPage'),
    staticData: { needs },
  }),
] as const
