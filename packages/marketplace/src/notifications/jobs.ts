import type { OperationHandlers } from '../calls/index.ts'
import type { DomainJobs } from '../platform/index.ts'
import type { Notifications } from './service/index.ts'

export const notificationJobs = (notifications: Notifications): DomainJobs & OperationHandlers => ({
  restarts: { notify_order: notifications.notifyAgain },
  events: {
    'order.paid': notifications.notifySellers,
    'opening.failed': notifications.tellOpeningFailed,
    'instance.unaddressed': notifications.tellUnaddressed,
    'instance.shared': notifications.tellShared,
    'order.refunded': notifications.tellOrderRefunded,
    'subscription.told': notifications.tellService,
    'subscription.barred': notifications.tellServiceBarred,
    'subscription.unbarred': notifications.tellServiceBarred,
    'renewal.unconfirmed': notifications.tellRenewalUnconfirmed,
    'address.decided': notifications.tellAddressDecided,
    'product.decided': notifications.tellProductDecided,
    'product.suspended': notifications.tellProductSuspended,
    'product.returned': notifications.tellProductReturned,
    'product.taken_off': notifications.tellProductTakenOff,
    'product.sold_out': notifications.tellSoldOut,
    'buyer.confirmed': notifications.tellConfirmed,
    'organisation.applied': notifications.tellOrganisationApplied,
    'organisation.application_closed': notifications.tellOrganisationClosed,
    'open_api_key.locked': notifications.tellKeyLocked,
    'member.sign_ins_slowed': notifications.tellSignInsSlowed,
    'buyer.signed_up': notifications.tellSignedUp,
    'seller.applied': notifications.tellApplied,
    'seller.application_decided': notifications.tellApplicationDecided,
    'balance.proposed': notifications.tellBalanceChange,
    'balance.decided': notifications.tellBalanceChangeDecided,
    'call.failing': notifications.tellCallFailing,
    'call.recovered': notifications.tellCallRecovered,
    'seller.parked': notifications.tellSellerParked,
    'seller.recovered': notifications.tellSellerRecovered,
  },
})
