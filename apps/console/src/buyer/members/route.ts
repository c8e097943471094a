import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const memberRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/members',
    component: lazyRouteComponent(() => import('../../centre/members/members-page.tsx'), 'MembersPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'account', icon: 'people', label: { zh: '成员', en: 'Members' } },
    },
  }),
] as const
