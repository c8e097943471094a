import { defineId, defineOneOf, string, text } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'

const ofTicket = { ticketId: defineId('tkt'), title: string, product: text }

export const ticketMessages = {
  ...defineReplacedMessages('services', {
    /** To the buyer, about its ticket. */
    ticket_answered: {
      ...ofTicket,
      what: defineOneOf(['answer', 'ask', 'solve', 'late', 'closed']),
    },
  }),
  ...defineReplacedMessages('orders', {
    /** To the seller, about a ticket that it answers. */
    ticket_received: {
      ...ofTicket,
      what: defineOneOf(['opened', 'written', 'reopened', 'late', 'raised', 'closed']),
    },
  }),
  ...defineReplacedMessages('queues', {
    /** To operators, about a ticket that they answer. */
    ticket_waits: { ...ofTicket, what: defineOneOf(['opened', 'written', 'reopened', 'late', 'raised']) },
  }),
}
