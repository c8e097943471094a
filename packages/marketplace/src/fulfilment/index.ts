export { createFulfilment } from './service/index.ts'
export type { Fulfilment } from './service/index.ts'
export { requireAllOwned } from './rules.ts'
export type {
  ChangeFailed,
  Delivery,
  DeliveryFailed,
  DeliveryOpened,
  Fulfiller,
  Fulfillers,
  FulfilmentHandlers,
} from './schema.ts'
export type { FulfilmentTables } from './tables.ts'
