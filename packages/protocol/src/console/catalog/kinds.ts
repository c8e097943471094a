export const productStates = [
  'draft',
  'in_review',
  'rejected',
  'listed',
  'hidden',
  'suspended',
  'delisted',
] as const
export type ProductState = (typeof productStates)[number]

/** R22: linear; each part at its band's price (step); or all at the price of the band it falls in (tier). */
export const pricingModels = ['linear', 'step', 'tier'] as const
export type PricingModel = (typeof pricingModels)[number]

/** R47 */
export const buyerDataKinds = ['phone', 'email', 'user_name'] as const
export type BuyerData = (typeof buyerDataKinds)[number]

/** R57: kinds of certificates of a product. */
export const certificateKinds = ['software_copyright', 'compatibility', 'other'] as const
export type CertificateKind = (typeof certificateKinds)[number]

export const productApplicationKinds = ['release', 'change', 'delisting'] as const
export type ProductApplicationKind = (typeof productApplicationKinds)[number]

export const productApplicationStates = ['in_review', 'approved', 'rejected', 'withdrawn'] as const
export type ProductApplicationState = (typeof productApplicationStates)[number]

export const periods = ['month', 'year', 'one_time'] as const
export type Period = (typeof periods)[number]

/** R47a: kinds of parameters that a product may ask a buyer for. */
export const parameterKinds = ['text', 'email', 'domain', 'ip', 'number', 'choice'] as const
export type ParameterKind = (typeof parameterKinds)[number]

/** How many products one comparison shows. */
export const mostCompared = 4
