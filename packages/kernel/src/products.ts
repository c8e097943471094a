/**
 * R12: product types, which decide how a paid line is delivered. Each has one owner; the marketplace checks this at
 * start.
 */
export const productTypes = [
  'saas',
  'license',
  'manual_service',
  'hardware',
  'data_asset',
  'app_orchestration',
] as const
export type ProductType = (typeof productTypes)[number]

/** R10: who sells and invoices: the seller alone, or the market together with the seller. */
export const salesModes = ['general', 'joint'] as const
export type SalesMode = (typeof salesModes)[number]

/**
 * Types that people perform or hand over and the buyer accepts (R98, R99): nothing is opened and no server is called.
 * Pages check this instead of a certain type.
 */
const performed: ReadonlySet<ProductType> = new Set([
  'manual_service',
  'hardware',
  'data_asset',
  'app_orchestration',
])
/** Whether people perform the product; without a type it is SaaS. */
export const isPerformed = (type: ProductType | undefined): boolean =>
  type !== undefined && performed.has(type)
