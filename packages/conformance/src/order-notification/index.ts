import type { Check } from '../engine/check.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { notificationChecks } from './checks/notifications.ts'
import { proofChecks } from './checks/proofs.ts'
import { firstNotification, unknownActivity, unprovedStep } from './steps.ts'

/** Every check of order notification, in the order in which reports show them. */
export const orderNotificationChecks: readonly Check[] = [
  ...proofChecks,
  ...createReplyChecks({
    prefix: 'notify',
    source: 'order-notification §4',
    codes: ['000000', '000001', '000002', '000003', '000004', '000005'],
    messageLevel: 'should',
    exchanges: [firstNotification, unknownActivity, unprovedStep],
    first: firstNotification,
    refusals: [unknownActivity, unprovedStep],
  }),
  ...notificationChecks,
]
