import type { OrderPaid } from '../orders/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Subscriptions } from './service.ts'

export const subscriptionJobs = (subscriptions: Subscriptions): DomainJobs => ({
  events: { 'order.paid': (tx: Tx, event: OrderPaid) => subscriptions.createForOrder(tx, event) },
})
