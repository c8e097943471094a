/** R12: what is sold, and so how a paid line is delivered. Each type has one owner, which the marketplace checks as it starts. */
export const productTypes = ['saas', 'manual_service'] as const
export type ProductType = (typeof productTypes)[number]

/** R10: who sells and invoices: the seller alone, or the market together with the seller. */
export const salesModes = ['general', 'joint'] as const
export type SalesMode = (typeof salesModes)[number]

/** People perform what is sold, and its buyer accepts it (R98, R99): nothing opens and no server is called. Pages ask this, and not for one type. */
const performed: ReadonlySet<ProductType> = new Set(['manual_service'])
/** Whether people perform it; what does not say its type is SaaS. */
export const isPerformed = (type: ProductType | undefined): boolean =>
  type !== undefined && performed.has(type)
