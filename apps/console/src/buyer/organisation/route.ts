import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/organisation',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'account', icon: 'shield', label: { zh: '组织资料', en: 'Organisation' } },
    },
  }),
] as const
