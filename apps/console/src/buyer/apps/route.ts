import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { buyer } from '../centre.tsx'
import { readAppSearch } from './app-search.ts'

export const appRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/connected-apps/$connectedAppId',
    validateSearch: readAppSearch,
    component: lazyRouteComponent(() => import('./app-page.tsx'), 'AppPage'),
    staticData: {
      needs: defineNeed('GET /api/buyer/connected-apps/:connectedAppId', 'directory'),
      under: '/buyer/companies',
    },
  }),
] as const
