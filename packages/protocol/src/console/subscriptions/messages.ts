import { defineAdded, flag, defineId, money, number, defineOptional, string, text, time } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

/** A service of the buyer, with the product's name. */
const ofService = { serviceId: defineAdded(defineId('sub')), product: text }
const until = { ...ofService, until: time }
const ofOrder = { orderId: defineAdded(defineId('ord')), orderNumber: string }

export const subscriptionMessages = {
  ...defineReplacedMessages('services', {
    service_expiring: { ...ofService, endsAt: time, daysLeft: number, renewsItself: defineAdded(flag) },
    service_in_grace: until,
    service_frozen: until,
    service_releasing: until,
    /** R116: to the buyer and to the seller. */
    service_barred: { ...ofService, ...ofOrder, reason: string },
    service_unbarred: { ...ofService, ...ofOrder, reason: defineAdded(string) },
    auto_renewal_failed: {
      ...ofService,
      code: defineAdded(string),
      sentence: text,
      nextTryAt: defineOptional(time),
    },
  }),
  ...defineMessages('services', {
    service_released: ofService,
    service_renewed_itself: {
      ...ofService,
      orderId: defineAdded(defineId('ord')),
      orderNumber: defineAdded(string),
      amount: money,
      endsAt: time,
    },
  }),
}
