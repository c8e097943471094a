import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readSupervisionsSearch } from '../../centre/supervision/supervisions-search.ts'
import { buyer } from '../centre.tsx'

export const supervisionRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/supervisions',
    validateSearch: readSupervisionsSearch,
    component: lazyRouteComponent(() => import('./supervisions-page.tsx'), 'SupervisionsPage'),
    staticData: {
      needs: 'any',
      menu: {
        group: 'purchases',
        icon: 'flag',
        label: { zh: '服务监管', en: 'Service supervision' },
        badge: 'supervisions',
      },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/supervisions/$supervisionId',
    component: lazyRouteComponent(() => import('./supervision-page.tsx'), 'SupervisionPage'),
    staticData: { needs: 'any' },
  }),
] as const
