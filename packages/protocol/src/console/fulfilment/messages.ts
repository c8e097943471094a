import { added, flag, id, oneOf, optional, string, text } from '../members.ts'
import { messagesOnce } from '../messages.ts'

export const fulfilmentMessages = messagesOnce({
  opening_failed: {
    orderId: added(id('ord')),
    orderNumber: string,
    product: text,
    orphanPossible: added(flag),
  },
  /** What happened to a delivery that people perform and accept: to whoever is next, or has to know. */
  delivery: {
    what: oneOf(['due', 'made', 'accepted', 'rejected', 'refunded', 'waiting']),
    orderId: added(id('ord')),
    orderNumber: string,
    product: text,
    reason: optional(string),
  },
})
