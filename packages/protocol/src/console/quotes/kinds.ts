/** R109, R118, R119: what can be priced of a service that is there. */
export const quoteKinds = ['renewal', 'conversion', 'change'] as const
export type QuoteKind = (typeof quoteKinds)[number]
