import type { DomainJobs, Tx } from '../platform/index.ts'
import type { ChangeFailed, OpeningFailed } from '../provisioning/index.ts'
import type { Refunds } from './service/index.ts'

export const refundJobs = (refunds: Refunds): DomainJobs => ({
  events: {
    'opening.failed': (tx: Tx, event: OpeningFailed) => refunds.refundFailedOpening(tx, event),
    'change.failed': (tx: Tx, event: ChangeFailed) => refunds.refundFailedChange(tx, event),
  },
})
