import type { DomainJobs } from '../platform/index.ts'
import type { Notifications } from './service.ts'

export const notificationJobs = (notifications: Notifications): DomainJobs => ({
  events: {
    'opening.failed': notifications.tellOpeningFailed,
    'release.failed': notifications.tellReleaseFailed,
    'access_data.missing': notifications.tellAccessDataMissing,
    'order.refunded': notifications.tellOrderRefunded,
    'address.decided': notifications.tellAddressDecided,
    'product.decided': notifications.tellProductDecided,
  },
})
