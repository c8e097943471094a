import { defineFacts } from '../facts.ts'
import { defineId, defineList, defineOneOf, defineOptional, flag, number, string } from '../members.ts'
import { answerKinds, ticketHandlers, ticketKinds, ticketStates } from './kinds.ts'

const ofTicket = {
  state: defineOneOf(ticketStates),
  handler: defineOneOf(ticketHandlers),
}

/** No fact holds what was written. */
export const ticketFacts = {
  ...defineFacts('tkt', {
    'ticket.opened': { ...ofTicket, kind: defineOneOf(ticketKinds), orderId: defineId('ord') },
    'ticket.taken': ofTicket,
    'ticket.answered': {
      ...ofTicket,
      kind: defineOneOf(answerKinds),
      /** Of a first answer: the support time that it took, and whether it was in time. */
      answerMs: defineOptional(number),
      kept: defineOptional(flag),
    },
    'ticket.written': ofTicket,
    'ticket.reopened': ofTicket,
    /** The buyer has passed it on to operators; `late`: the seller was. */
    'ticket.raised': { ...ofTicket, late: flag },
    /** The handler has not acted in time. */
    'ticket.late': ofTicket,
    'ticket.closed': { ...ofTicket, by: defineOneOf(['buyer', 'time']) },
  }),
  ...defineFacts('sel', {
    'ticket_desk.set': { takes: flag, weekdays: defineList(number), opens: string, closes: string },
  }),
}
