import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SampleItems } from './service.ts'

export const sampleItemJobs = ({ end }: SampleItems): DomainJobs => ({
  wakeups: {
    'sample_item.end': (tx: Tx, subject: string, now: Instant) => end(tx, toId(subject, 'smp'), now),
  },
})
