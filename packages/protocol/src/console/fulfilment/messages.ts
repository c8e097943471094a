import { defineAdded, flag, defineId, defineOneOf, defineOptional, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'

export const fulfilmentMessages = defineMessages('orders', {
  opening_failed: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    product: text,
    orphanPossible: defineAdded(flag),
  },
  /** A step of a delivery that people perform and accept, for the party that acts next or has to know. */
  delivery: {
    what: defineOneOf(['due', 'made', 'accepted', 'rejected', 'refunded', 'waiting']),
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    product: text,
    reason: defineOptional(string),
  },
})
