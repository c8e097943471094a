import type { Plan } from '../engine/plan.ts'
import { firstNotification } from './steps.ts'

/** What a run of order notification does besides its checks: it tells of an order, which opens nothing. */
export const orderNotificationPlan: Plan = { gate: [firstNotification], openedBy: () => [] }
