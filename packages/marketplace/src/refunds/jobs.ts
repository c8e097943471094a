import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { ChangeFailed, DeliveryFailed } from '../fulfilment/index.ts'
import type { AppealDecided } from '../supervision/index.ts'
import type { Refunds } from './service/index.ts'

export const createRefundJobs = (refunds: Refunds): DomainJobs => ({
  events: {
    'delivery.failed': (tx: Tx, event: DeliveryFailed) => refunds.refundFailedDelivery(tx, event),
    'appeal.decided': (tx: Tx, event: AppealDecided) => refunds.applyAppeal(tx, event),
    'change.failed': (tx: Tx, event: ChangeFailed) => refunds.refundFailedChange(tx, event),
  },
  wakeups: {
    'refunds.reminder': (tx: Tx, subject: string, now: Instant) =>
      refunds.remind(tx, toId(subject, 'rrq'), now),
  },
})
