export { createOrders } from './service.ts'
export type { Orders } from './service.ts'
export { orderJobs } from './jobs.ts'
export { orderRoutes } from './routes.ts'
export { orderProblems } from './problems.ts'
export { attributesOf, offerOf } from './rules.ts'
export { fromOffer, toOffer } from './stored-offer.ts'
export type { StoredOffer } from './stored-offer.ts'
export type {
  Composition,
  NewLine,
  Offer,
  Order,
  OrderKind,
  OrderLine,
  OrderPaid,
  OrderState,
  Text,
} from './schema.ts'
