import { added, flag, id, money, number, optional, string, text, time } from '../members.ts'
import { messagesOnce, messagesReplaced } from '../messages.ts'

/** A service of the buyer's and the name of what was bought. */
const ofService = { serviceId: added(id('sub')), product: text }
const until = { ...ofService, until: time }
const ofOrder = { orderId: added(id('ord')), orderNumber: string }

export const subscriptionMessages = {
  ...messagesReplaced({
    service_expiring: { ...ofService, endsAt: time, daysLeft: number, renewsItself: added(flag) },
    service_in_grace: until,
    service_frozen: until,
    service_releasing: until,
    /** R116: to the buyer and to the seller. */
    service_barred: { ...ofService, ...ofOrder, reason: string },
    service_unbarred: { ...ofService, ...ofOrder, reason: added(string) },
    auto_renewal_failed: { ...ofService, code: added(string), sentence: text, nextTryAt: optional(time) },
  }),
  ...messagesOnce({
    service_released: ofService,
    service_renewed_itself: {
      ...ofService,
      orderId: added(id('ord')),
      orderNumber: added(string),
      amount: money,
      endsAt: time,
    },
  }),
}
