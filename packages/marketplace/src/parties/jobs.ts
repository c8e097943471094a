import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Parties } from './service/index.ts'
import { suspensionWakeup } from './service/suspensions.ts'

export const createPartyJobs = (parties: Parties): DomainJobs => ({
  wakeups: {
    [suspensionWakeup]: (tx: Tx, subject: string, now: Instant) =>
      parties.lookAtSuspension(tx, toId(subject, 'sus'), now),
  },
})
