import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Health } from './service/index.ts'

export const createHealthJobs = (health: Health): DomainJobs => ({
  events: {
    'attempts.ended': (tx: Tx) => health.noteAttempts(tx),
    'order.paid': (tx: Tx) => health.noteTrade(tx),
    'order.completed': (tx: Tx) => health.noteTrade(tx),
    'delivery.failed': (tx: Tx) => health.noteTrade(tx),
    'subscription.ended': (tx: Tx) => health.noteTrade(tx),
  },
  wakeups: {
    'health.count': (tx: Tx, _subject: string, now: Instant) => health.countAttempts(tx, now),
    'health.figures': (tx: Tx, _subject: string, now: Instant) => health.computeFigures(tx, now),
  },
})
