import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DeliveryFailed, DeliveryOpened } from '../fulfilment/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import type { Supervisions } from './service/index.ts'

export const createSupervisionJobs = (supervisions: Supervisions): DomainJobs => ({
  events: {
    'subscription.created': (tx: Tx, event: SubscriptionEvents['created']) => supervisions.start(tx, event),
    'delivery.opened': (tx: Tx, event: DeliveryOpened) => supervisions.noteOpened(tx, event),
    'delivery.failed': (tx: Tx, event: DeliveryFailed) => supervisions.end(tx, event),
  },
  wakeups: {
    'supervision.waiting': (tx: Tx, subject: string, now: Instant) =>
      supervisions.remindWaiting(tx, toId(subject, 'spv'), now),
    'supervision.auto_accept': (tx: Tx, subject: string, now: Instant) =>
      supervisions.acceptByTime(tx, toId(subject, 'spv'), now),
  },
})
