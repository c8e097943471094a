/** commerce.md §4.1 */
export const orderStates = ['pending_payment', 'processing', 'completed', 'cancelled', 'refunded'] as const
export type OrderState = (typeof orderStates)[number]

/**
 * A trial is a new order; a *conversion* makes it a paid term (R118), a *change* is an upgrade or a scale-out during
 * the term (R119).
 */
export const orderKinds = ['new', 'renewal', 'conversion', 'change', 'refund'] as const
export type OrderKind = (typeof orderKinds)[number]

/** R61: a new order can be paid for so many days, one of counted stock for one. */
export const paymentDays = 7

export const orderLineStates = ['open', 'completed', 'cancelled', 'refunded'] as const
export type OrderLineState = (typeof orderLineStates)[number]
