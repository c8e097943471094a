import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { seller } from '../centre.tsx'

export const developerRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/developers',
    component: lazyRouteComponent(() => import('./developers-page.tsx'), 'DevelopersPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'integration', icon: 'code', label: { zh: '开发者工具', en: 'Developers' } },
    },
  }),
] as const
