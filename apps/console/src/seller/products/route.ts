import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readProductSearch, readProductsSearch } from './products-search.ts'
import { readWizardSearch } from './wizard-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/products', 'products:read')

export const productRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/products',
    validateSearch: readProductsSearch,
    component: lazyRouteComponent(() => import('./products-page.tsx'), 'ProductsPage'),
    staticData: {
      needs,
      menu: { group: 'products', icon: 'box', label: { zh: '我的商品', en: 'My products' } },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/new',
    validateSearch: readWizardSearch,
    component: lazyRouteComponent(() => import('./wizard-page.tsx'), 'NewProductPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/$productId',
    validateSearch: readProductSearch,
    component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/$productId/edit',
    validateSearch: readWizardSearch,
    component: lazyRouteComponent(() => import('./wizard-page.tsx'), 'EditProductPage'),
    staticData: { needs },
  }),
] as const
