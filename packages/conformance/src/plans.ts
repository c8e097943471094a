import type { Plan } from './engine/plan.ts'
import { firstNotification } from './order-notification/steps.ts'
import { saasV1Plan } from './saas-v1/plan.ts'
import { saasV2Plan } from './saas-v2/plan.ts'
import type { CheckedProtocol } from './suites.ts'

/** What a run of each protocol does besides its checks. */
export const plans: Readonly<Record<CheckedProtocol, Plan>> = {
  'saas-v2': saasV2Plan,
  'saas-v1': saasV1Plan,
  // It tells of an order, opens nothing, and is the only request of the protocol.
  'order-notification': { gate: [firstNotification], openedBy: () => [] },
}
