import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { seller } from '../centre.tsx'

export const agreementRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/agreement',
    component: lazyRouteComponent(() => import('./agreement-page.tsx'), 'AgreementPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'account', icon: 'doc', label: { zh: '合作协议', en: 'Seller agreement' } },
    },
  }),
] as const
