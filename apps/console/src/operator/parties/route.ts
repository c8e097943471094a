import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operator } from '../centre.tsx'
import { readBuyerSearch, readBuyersSearch, readSellerSearch, readSellersSearch } from './party-search.ts'

const buyersNeed = defineNeed('GET /api/operator/buyers', ['reviewer', 'finance', 'appeals'])
const sellersNeed = defineNeed('GET /api/operator/sellers', 'reviewer')

export const partyRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers',
    validateSearch: readBuyersSearch,
    component: lazyRouteComponent(() => import('./buyers-page.tsx'), 'BuyersPage'),
    staticData: {
      needs: buyersNeed,
      menu: { group: 'market', icon: 'people', label: { zh: '买家', en: 'Buyers' } },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers/new',
    component: lazyRouteComponent(() => import('./new-party-page.tsx'), 'NewBuyerPage'),
    staticData: { needs: buyersNeed },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers/$buyerId',
    validateSearch: readBuyerSearch,
    component: lazyRouteComponent(() => import('./buyer-page.tsx'), 'BuyerPage'),
    staticData: { needs: buyersNeed },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers',
    validateSearch: readSellersSearch,
    component: lazyRouteComponent(() => import('./sellers-page.tsx'), 'SellersPage'),
    staticData: {
      needs: sellersNeed,
      menu: { group: 'market', icon: 'bank', label: { zh: '商家', en: 'Sellers' } },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers/new',
    component: lazyRouteComponent(() => import('./new-party-page.tsx'), 'NewSellerPage'),
    staticData: { needs: sellersNeed },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers/$sellerId',
    validateSearch: readSellerSearch,
    component: lazyRouteComponent(() => import('./seller-page.tsx'), 'SellerPage'),
    staticData: { needs: sellersNeed },
  }),
] as const
