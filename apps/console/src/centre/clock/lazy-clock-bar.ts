import { lazyRouteComponent } from '@tanstack/react-router'

/** The bar of the clock, loaded only if the clock can be moved, because few marketplaces have one. */
export const LazyClockBar = lazyRouteComponent(() => import('./clock-bar.tsx'), 'ClockBar')
