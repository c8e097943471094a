import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operator } from '../centre.tsx'

export const categoryRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/categories',
    component: lazyRouteComponent(() => import('./categories-page.tsx'), 'CategoriesPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'market', icon: 'filter', label: { zh: '分类', en: 'Categories' } },
    },
  }),
] as const
