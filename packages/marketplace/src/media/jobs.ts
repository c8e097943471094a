import { toId } from '@loggia/kernel'
import type { DomainJobs } from '../platform/index.ts'
import type { Media } from './service.ts'

export const createMediaJobs = (media: Media): DomainJobs => ({
  events: {
    'organisation.applied': media.hearApplied,
    'organisation.application_closed': media.hearApplicationClosed,
  },
  wakeups: { 'media.unused': (tx, id, now) => media.sweep(tx, toId(id, 'med'), now) },
})
