// Without zod: pages use these values.

/** A *complaint* (投诉) is about the seller, and always for operators. */
export const ticketKinds = ['question', 'fault', 'refund', 'complaint'] as const
export type TicketKind = (typeof ticketKinds)[number]

/**
 * - `waiting`: for the first act of its handler
 * - `processing`: the handler works on it
 * - `waiting_customer`: the handler has asked the buyer for something; its clock is paused
 * - `waiting_confirmation`: solved, as the handler says; the buyer confirms or contradicts
 * - `closed`: by the buyer, or because the buyer did not answer
 */
export const ticketStates = [
  'waiting',
  'processing',
  'waiting_customer',
  'waiting_confirmation',
  'closed',
] as const
export type TicketState = (typeof ticketStates)[number]

/** Who answers a ticket. */
export const ticketHandlers = ['seller', 'operator'] as const
export type TicketHandler = (typeof ticketHandlers)[number]

/** Who writes in a ticket. */
export const ticketWriters = ['buyer', ...ticketHandlers] as const
export type TicketWriter = (typeof ticketWriters)[number]

/** What an answer of the handler leads to: work goes on, a question to the buyer, or a solution to be confirmed. */
export const answerKinds = ['answer', 'ask', 'solve'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** What a reader may do with a ticket now. */
export const ticketActs = ['take', 'answer', 'ask', 'solve', 'write', 'reopen', 'raise', 'close'] as const
export type TicketAct = (typeof ticketActs)[number]

/** Lists of buyers, and of those who answer: `due` waits for the handler, earliest due first. */
export const buyerTicketLists = ['open', 'closed'] as const
export type BuyerTicketList = (typeof buyerTicketLists)[number]
export const handlerTicketLists = ['due', 'customer', 'closed'] as const
export type HandlerTicketList = (typeof handlerTicketLists)[number]
/** `sellers`: what sellers answer, which operators may read. */
export const operatorTicketLists = [...handlerTicketLists, 'sellers'] as const
export type OperatorTicketList = (typeof operatorTicketLists)[number]

/** Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export const ticketLimits = {
  title: { min: 1, max: 100 },
  text: { min: 1, max: 4000 },
  /** Tickets of one buyer in 24 hours. */
  perDay: 20,
  /** Messages in one ticket. */
  entries: 200,
} as const

/** R285 (5×8), and the times of a ticket. Hours are support hours of who answers. */
export const ticketTimes = {
  leastDays: 5,
  leastMinutes: 480,
  firstAnswerHours: 8,
  solutionHours: 40,
  /** Without an answer of the buyer it is closed after these days, and may be reopened for some. */
  closesAfterDays: 7,
  reopenDays: 14,
  /** A seller's answer time is shown if it has answered so many in the last days. */
  shownFrom: 5,
  shownDays: 180,
} as const
