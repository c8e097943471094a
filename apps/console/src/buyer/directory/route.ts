import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { buyer } from '../centre.tsx'
import { readCompanySearch } from './directory-search.ts'

const needs = defineNeed('GET /api/buyer/enterprises', 'directory')

export const directoryRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/companies',
    component: lazyRouteComponent(() => import('./companies-page.tsx'), 'CompaniesPage'),
    staticData: {
      needs,
      menu: { group: 'account', icon: 'bank', label: { zh: '企业', en: 'Companies' } },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/companies/$enterpriseId',
    validateSearch: readCompanySearch,
    component: lazyRouteComponent(() => import('./company-page.tsx'), 'CompanyPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/companies/$enterpriseId/people/$personId',
    component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
    staticData: { needs },
  }),
] as const
