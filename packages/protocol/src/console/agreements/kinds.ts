/** The texts of the marketplace that people agree to: when they sign up and buy (`user`, `privacy`), and when they apply to sell. */
export const agreementKinds = ['user', 'privacy', 'seller'] as const
export type AgreementKind = (typeof agreementKinds)[number]

/** Pages that operators write in the same way, and nobody has to agree to. */
export const infoKinds = ['help', 'contact', 'about'] as const
export type InfoKind = (typeof infoKinds)[number]

/** All texts that operators publish in versions. */
export const textKinds = [...agreementKinds, ...infoKinds] as const
export type TextKind = (typeof textKinds)[number]

/** R65: versions of the user agreement of the market and of a product's service agreement, if it has one. */
export type AgreementVersions = { readonly market: number; readonly service?: number | undefined }
