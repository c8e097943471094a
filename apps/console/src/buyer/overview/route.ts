import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/',
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
    staticData: {
      needs: 'any',
      menu: { icon: 'home', label: { zh: '总览', en: 'Overview' } },
      comesWithData: true,
    },
  }),
] as const
