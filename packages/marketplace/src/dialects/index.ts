import { orderNotification } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { Dialect, Protocol } from './schema.ts'

export const dialects: Readonly<Record<Protocol, Dialect>> = {
  'saas-v2': saasV2,
  'saas-v1': saasV1,
  'order-notification': orderNotification,
}

export type {
  AnswerData,
  Dialect,
  LineNumbers,
  Operation,
  OperationKind,
  OrderFacts,
  Outcome,
  Protocol,
  Schedule,
  SchedulePlan,
  Schedules,
  Sending,
  Spacing,
  WireRequest,
} from './schema.ts'
