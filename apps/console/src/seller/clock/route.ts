import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { seller } from '../centre.tsx'

export const clockRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/clock',
    component: lazyRouteComponent(() => import('./clock-page.tsx'), 'ClockPage'),
    staticData: { needs: 'any' },
  }),
] as const
