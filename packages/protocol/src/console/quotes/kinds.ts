/** R109, R118, R119: operations on an existing service that can be priced. */
export const quoteKinds = ['renewal', 'conversion', 'change'] as const
export type QuoteKind = (typeof quoteKinds)[number]
