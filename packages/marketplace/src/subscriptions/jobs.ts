import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { OrderPaid } from '../orders/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Subscriptions } from './service/index.ts'

export const createSubscriptionJobs = (subscriptions: Subscriptions): DomainJobs => ({
  events: { 'order.paid': (tx: Tx, event: OrderPaid) => subscriptions.createForOrder(tx, event) },
  wakeups: {
    'subscriptions.life': async (tx: Tx, subject: string, now: Instant) => {
      await subscriptions.look(tx, toId(subject, 'sub'), now)
    },
  },
})
