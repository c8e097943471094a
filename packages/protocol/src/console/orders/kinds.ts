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

/** The key of a checkout in its address. Whatever is tried there several times is ordered and paid once. */
export const checkoutKeyPattern = /^[0-9a-f]{32}$/
/** The idempotency keys of the two requests of a checkout. */
export const toOrderKey = (checkout: string): string => `checkout:${checkout}`
export const toPaymentKey = (checkout: string): string => `checkout:${checkout}:payment`
