export { createFulfilment } from './service.ts'
export type { Fulfilment } from './service.ts'
export { fulfilmentJobs } from './jobs.ts'
export { requireAllOwned } from './rules.ts'
export type {
  ChangeFailed,
  Delivery,
  DeliveryFailed,
  DeliveryMade,
  DeliveryState,
  Fulfiller,
  Fulfillers,
  FulfilmentHandlers,
} from './schema.ts'
