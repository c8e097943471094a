export { createSupervisions } from './service/index.ts'
export type { Supervisions } from './service/index.ts'
export type {
  AppealDecided,
  DeliveryAccepted,
  DeliveryMade,
  DeliveryResumed,
  DemandSubmitted,
  Supervision,
} from './schema.ts'
export { requireOpened, requireRefundable } from './rules.ts'
export type { ToDecide } from './service/lists.ts'
