export { createPurchaseRequests } from './service/index.ts'
export type { PurchaseRequests } from './service/index.ts'
export type { PurchaseRequestTables } from './tables.ts'
