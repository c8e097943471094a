export { createOrders } from './service/index.ts'
export type { Orders } from './service/index.ts'
export { orderProblems } from './problems.ts'
export { freezeOffer, toConsentedData } from './rules.ts'
export { fromOffer, toOffer } from './stored-offer.ts'
export type {
  NewLine,
  Offer,
  OfferedSupervision,
  Order,
  OrderCompleted,
  OrderLine,
  OrderPaid,
} from './schema.ts'
export type { OrderTables } from './tables.ts'
