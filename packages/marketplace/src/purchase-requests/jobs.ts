import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { PurchaseRequests } from './service/index.ts'
import { dueWakeup } from './service/context.ts'

export const createPurchaseRequestJobs = ({ follow }: Pick<PurchaseRequests, 'follow'>): DomainJobs => ({
  wakeups: {
    [dueWakeup]: (tx: Tx, subject: string, now: Instant) => follow(tx, toId(subject, 'prq'), now),
  },
})
