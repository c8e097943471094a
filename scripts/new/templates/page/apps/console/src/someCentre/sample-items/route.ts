import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { someCentre } from '../centre.tsx'

export const sampleItemRoutes = [
  createRoute({
    getParentRoute: () => someCentre,
    path: '/sample-items',
    component: lazyRouteComponent(() => import('./sample-items-page.tsx'), 'SampleItemsPage'),
    staticData: {
      // Every member may open it. A page that reads a route needs what the route does: defineNeed('GET /api/…', …).
      needs: 'any',
      menu: { group: 'someGroup', icon: 'doc', label: { zh: '样品', en: 'Sample items' } },
    },
  }),
] as const
