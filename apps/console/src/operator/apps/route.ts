import { connectedAppStates } from '@loggia/protocol/console/apps/kinds'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'
import { operator } from '../centre.tsx'

const asking = ['true'] as const
const readAppsSearch = defineSearch({ state: toChoice(connectedAppStates), asking: toChoice(asking) })

export const appRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/connected-apps',
    validateSearch: readAppsSearch,
    component: lazyRouteComponent(() => import('./connected-apps-page.tsx'), 'ConnectedAppsPage'),
    staticData: {
      needs: defineNeed('GET /api/operator/connected-apps', 'reviewer'),
      menu: { group: 'health', icon: 'people', label: { zh: '已绑定应用', en: 'Connected apps' } },
    },
  }),
] as const
