import { defineAdded, flag, defineId, defineObject, defineOptional, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'

export const fulfilmentMessages = defineMessages('orders', {
  opening_failed: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    product: text,
    orphanPossible: defineAdded(flag),
    /** R158: what the buyer consented to pass on (R47). */
    contact: defineOptional(
      defineObject({
        userName: defineOptional(string),
        phone: defineOptional(string),
        email: defineOptional(string),
      }),
    ),
  },
})
