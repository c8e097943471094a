import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { seller } from '../centre.tsx'

export const accountRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/account',
    component: lazyRouteComponent(() => import('../../centre/account/account-page.tsx'), 'AccountPage'),
    staticData: { needs: 'any' },
  }),
] as const
