import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Tickets } from './service/index.ts'
import { dueWakeup } from './service/context.ts'

export const createTicketJobs = ({ follow }: Pick<Tickets, 'follow'>): DomainJobs => ({
  wakeups: {
    [dueWakeup]: (tx: Tx, subject: string, now: Instant) => follow(tx, toId(subject, 'tkt'), now),
  },
})
