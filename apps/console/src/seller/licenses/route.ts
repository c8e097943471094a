import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'
import { readLicensesSearch } from './licenses-search.ts'

export const licenseRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/licenses',
    validateSearch: readLicensesSearch,
    component: lazyRouteComponent(() => import('./licenses-page.tsx'), 'LicensesPage'),
    staticData: {
      needs: defineNeed('GET /api/seller/licenses', 'orders:read'),
      menu: { group: 'deliveries', icon: 'cap', label: { zh: 'License 管理', en: 'Licenses' } },
    },
  }),
] as const
