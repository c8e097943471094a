import type { OperationHandlers } from '../calls/index.ts'
import type { DomainJobs } from '../platform/index.ts'
import type { Notifications } from './service/index.ts'

/** Whom a domain tells something it says itself (`notify`): here messages are kept, and paid orders told to sellers' servers. */
export const createNotificationJobs = (notifications: Notifications): DomainJobs & OperationHandlers => ({
  operations: { orders: { restarts: { notify_order: notifications.notifyAgain } } },
  events: {
    'order.paid': notifications.notifySellers,
    'message.raised': notifications.keep,
    'message.updated': notifications.update,
  },
})
