import type { Protocol } from '@loggia/protocol/protocols'
import type { Check } from './engine/check.ts'
import type { Plan } from './engine/plan.ts'
import { orderNotificationChecks } from './order-notification/index.ts'
import { orderNotificationPlan } from './order-notification/plan.ts'
import { saasV1Checks } from './saas-v1/index.ts'
import { saasV1Plan } from './saas-v1/plan.ts'
import { orderChecks } from './saas-v2/checks/orders.ts'
import { saasV2Checks } from './saas-v2/index.ts'
import { saasV2Plan } from './saas-v2/plan.ts'

/** How a server of one protocol is checked. */
export type Suite = {
  /** In the order of the reports. */
  readonly checks: readonly Check[]
  /** Checks that need the order query to be answered. */
  readonly orderChecks: readonly Check[]
  readonly plan: Plan
  /** The activity that tells a seller of a purchase. */
  readonly purchaseActivity: string
}

const registry = {
  'saas-v2': {
    checks: saasV2Checks,
    orderChecks,
    plan: saasV2Plan,
    purchaseActivity: 'newInstance',
  },
  'saas-v1': {
    checks: saasV1Checks,
    orderChecks: [],
    plan: saasV1Plan,
    purchaseActivity: 'newInstance',
  },
  'order-notification': {
    checks: orderNotificationChecks,
    orderChecks: [],
    plan: orderNotificationPlan,
    purchaseActivity: 'orderNotify',
  },
} as const satisfies Partial<Record<Protocol, Suite>>

/** A protocol that can be checked. */
export type CheckedProtocol = keyof typeof registry
/** The suite of each of these protocols. */
export const suites: Readonly<Record<CheckedProtocol, Suite>> = registry
/** The names of {@link suites}. */
export const checkedProtocols = Object.keys(registry) as CheckedProtocol[]
