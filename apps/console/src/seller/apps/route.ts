import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'
import { readAppsSearch, readNewSearch } from './apps-search.ts'

const needs = defineNeed('GET /api/seller/app-credentials', 'access:read')
const needsToWrite = defineNeed('POST /api/seller/app-credentials', 'access:write')

export const appRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/app-credentials',
    validateSearch: readAppsSearch,
    component: lazyRouteComponent(() => import('./credentials-page.tsx'), 'CredentialsPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'shield', label: { zh: '应用凭证', en: 'App credentials' } },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/app-credentials/new',
    validateSearch: readNewSearch,
    component: lazyRouteComponent(() => import('./new-page.tsx'), 'NewCredentialPage'),
    staticData: { needs: needsToWrite },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/app-credentials/$appCredentialId',
    component: lazyRouteComponent(() => import('./credential-page.tsx'), 'CredentialPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/app-credentials/$appCredentialId/edit',
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditCredentialPage'),
    staticData: { needs: needsToWrite },
  }),
] as const
