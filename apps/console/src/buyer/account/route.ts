import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const accountRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/account',
    component: lazyRouteComponent(() => import('../../centre/account/account-page.tsx'), 'AccountPage'),
    staticData: { needs: 'any' },
  }),
] as const
