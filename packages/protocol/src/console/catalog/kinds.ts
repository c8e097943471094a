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

/** R22: linear, by the band of each part (step), or all by the band of the whole (tier). */
export const pricingModels = ['linear', 'step', 'tier'] as const
export type PricingModel = (typeof pricingModels)[number]

/** R47 */
export const buyerDataKinds = ['phone', 'email', 'user_name'] as const
export type BuyerData = (typeof buyerDataKinds)[number]

/** R57: what a certificate of a product says. */
export const certificateKinds = ['software_copyright', 'compatibility', 'other'] as const
export type CertificateKind = (typeof certificateKinds)[number]

export const productApplicationKinds = ['release', 'change', 'delisting'] as const
export type ProductApplicationKind = (typeof productApplicationKinds)[number]

export const productApplicationStates = ['in_review', 'approved', 'rejected', 'withdrawn'] as const
export type ProductApplicationState = (typeof productApplicationStates)[number]

export const periods = ['month', 'year', 'one_time'] as const
export type Period = (typeof periods)[number]

/** R47a: what a product may ask of a buyer. */
export const parameterKinds = ['text', 'email', 'domain', 'ip', 'number', 'choice'] as const
export type ParameterKind = (typeof parameterKinds)[number]
