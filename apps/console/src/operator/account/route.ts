import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operator } from '../centre.tsx'

export const accountRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/account',
    component: lazyRouteComponent(() => import('../../centre/account/account-page.tsx'), 'AccountPage'),
    staticData: { needs: 'any' },
  }),
] as const
