import type { Check } from './engine/check.ts'
import { orderNotificationChecks } from './order-notification/index.ts'
import { saasV1Checks } from './saas-v1/index.ts'
import { saasV2Checks } from './saas-v2/index.ts'

/** Every check of each protocol, in the order in which reports show them. */
export const suites = {
  'saas-v2': saasV2Checks,
  'saas-v1': saasV1Checks,
  'order-notification': orderNotificationChecks,
} as const satisfies Readonly<Record<string, readonly Check[]>>

/** A protocol that can be checked. */
export type CheckedProtocol = keyof typeof suites

/** The names of {@link suites}. */
export const checkedProtocols = Object.keys(suites) as CheckedProtocol[]
