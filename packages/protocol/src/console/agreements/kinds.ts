/** The texts of the marketplace that people agree to: when they sign up and buy (`user`, `privacy`), and when they apply to sell. */
export const agreementKinds = ['user', 'privacy', 'seller'] as const
export type AgreementKind = (typeof agreementKinds)[number]
