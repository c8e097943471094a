import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

export const agreementRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/agreement',
    component: lazyRouteComponent(() => import('./agreement-page.tsx'), 'AgreementPage'),
    staticData: {
      needs: defineNeed('GET /api/seller/agreement', ['organisation:read', 'products:read']),
      menu: { group: 'account', icon: 'doc', label: { zh: '合作协议', en: 'Seller agreement' } },
    },
  }),
] as const
