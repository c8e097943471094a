import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operator } from '../centre.tsx'

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/',
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
    staticData: {
      needs: 'any',
      menu: { icon: 'home', label: { zh: '总览', en: 'Overview' } },
      comesWithData: true,
    },
  }),
] as const
