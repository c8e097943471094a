import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const favouriteRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/favourites',
    component: lazyRouteComponent(() => import('./favourites-page.tsx'), 'FavouritesPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'purchases', icon: 'heart', label: { zh: '收藏', en: 'Favourites' } },
    },
  }),
] as const
