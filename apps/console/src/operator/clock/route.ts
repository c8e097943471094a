import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operator } from '../centre.tsx'

export const clockRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/clock',
    component: lazyRouteComponent(() => import('./clock-page.tsx'), 'ClockPage'),
    staticData: { needs: 'any' },
  }),
] as const
