import { lazyRouteComponent } from '@tanstack/react-router'

/** The clock's bar, loaded only where the clock may be moved: few marketplaces have one. */
export const LazyClockBar = lazyRouteComponent(() => import('./clock-bar.tsx'), 'ClockBar')
