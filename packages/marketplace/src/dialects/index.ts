import { saasV2 } from './saas-v2.ts'
import type { Dialect } from './schema.ts'

/** A protocol that a product may use. */
export type Protocol = Dialect['protocol']

export const dialects: Readonly<Record<Protocol, Dialect>> = { 'saas-v2': saasV2 }

export type {
  AccessData,
  AnswerData,
  Dialect,
  Operation,
  OperationKind,
  Outcome,
  Schedule,
  SchedulePlan,
  Schedules,
  Sending,
  Spacing,
  WireRequest,
} from './schema.ts'
