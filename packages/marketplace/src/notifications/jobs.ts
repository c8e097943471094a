import type { OperationHandlers } from '../calls/index.ts'
import type { DomainJobs } from '../platform/index.ts'
import type { Notifications } from './service/index.ts'

/** Handles messages that domains send by `notify`, and notifies sellers' servers of paid orders. */
export const createNotificationJobs = (notifications: Notifications): DomainJobs & OperationHandlers => ({
  operations: { orders: { restarts: { notify_order: notifications.notifyAgain } } },
  events: {
    'order.paid': notifications.tellPaid,
    'order.completed': notifications.tellCompleted,
    'message.raised': notifications.keep,
    'message.updated': notifications.update,
    'message.settled': notifications.settle,
  },
})
