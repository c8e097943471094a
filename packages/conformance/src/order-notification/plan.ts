import type { Plan } from '../engine/plan.ts'
import { firstNotification } from './steps.ts'

/** What a run of order notification does in addition to its checks: it sends one notification, which opens nothing. */
export const orderNotificationPlan: Plan = { gate: [firstNotification], openedBy: () => [] }
