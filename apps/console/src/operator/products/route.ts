import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readProductSearch } from './product-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/products', 'reviewer')

export const productRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/products',
    validateSearch: readProductSearch,
    component: lazyRouteComponent(() => import('./products-page.tsx'), 'ProductsPage'),
    staticData: { needs, menu: { group: 'market', icon: 'box', label: { zh: '商品', en: 'Products' } } },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/products/$productId',
    component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
    staticData: { needs },
  }),
] as const
