import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/addresses', 'access:read')

export const accessRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/access',
    component: lazyRouteComponent(() => import('./access-page.tsx'), 'AccessPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'key', label: { zh: '生产地址与密钥', en: 'Endpoints and keys' } },
    },
  }),
] as const
