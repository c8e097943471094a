export { createCatalog, getProduct, listProducts, lockListables } from './service/index.ts'
export type { Catalog } from './service/index.ts'
export { catalogJobs } from './jobs.ts'
export { catalogRoutes } from './routes.ts'
export { catalogProblems } from './problems.ts'
export {
  bandedPrice,
  maxPeriods,
  quote,
  quoteRenewal,
  requireOnSale,
  requireRenewable,
} from './rules/quote.ts'
export type { AfterSale, Listable, Product, ProductState, ProductTold, Purchasable } from './schema.ts'
