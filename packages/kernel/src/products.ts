/** R12: what is sold, and so how a paid line is delivered. Each type has one owner, which the marketplace checks as it starts. */
export const productTypes = ['saas', 'manual_service'] as const
export type ProductType = (typeof productTypes)[number]

/** R10: who sells and invoices: the seller alone, or the market together with the seller. */
export const salesModes = ['general', 'joint'] as const
export type SalesMode = (typeof salesModes)[number]
