import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readBalanceSearch } from '../../centre/balance/balance-search.ts'
import { buyer } from '../centre.tsx'

export const balanceRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/balance',
    validateSearch: readBalanceSearch,
    component: lazyRouteComponent(() => import('./balance-page.tsx'), 'BalancePage'),
    staticData: {
      needs: 'any',
      menu: { group: 'costs', icon: 'wallet', label: { zh: '余额', en: 'Balance' } },
    },
  }),
] as const
