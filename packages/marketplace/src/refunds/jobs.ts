import type { DomainJobs, Tx } from '../platform/index.ts'
import type { ChangeFailed, DeliveryFailed } from '../fulfilment/index.ts'
import type { Refunds } from './service/index.ts'

export const createRefundJobs = (refunds: Refunds): DomainJobs => ({
  events: {
    'delivery.failed': (tx: Tx, event: DeliveryFailed) => refunds.refundFailedDelivery(tx, event),
    'change.failed': (tx: Tx, event: ChangeFailed) => refunds.refundFailedChange(tx, event),
  },
})
