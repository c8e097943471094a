export const diagnosisProtocols = [
  'saas-v2',
  'saas-v1',
  'order-notification',
  'kit-v2',
  'kit-v1',
  'ak-sk',
] as const
export type DiagnosisProtocol = (typeof diagnosisProtocols)[number]

/** What a product goes by today and a saved case did not. */
export const stalenesses = ['protocol', 'address', 'key'] as const
export type Staleness = (typeof stalenesses)[number]
