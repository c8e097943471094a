export { createCatalog, getProduct, listProducts } from './service.ts'
export type { Catalog } from './service.ts'
export { catalogRoutes } from './routes.ts'
export { catalogProblems } from './problems.ts'
export { decidePurchase, maxPeriods } from './rules.ts'
export type {
  Period,
  Product,
  ProductDecided,
  ProductState,
  ProductSubmitted,
  Purchasable,
  Quantity,
} from './schema.ts'
