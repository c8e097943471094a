import type { OrganisationKind } from '../parties/kinds.ts'

// Without zod: pages use these values.

/** What papers are for: an application to sell (R80), or the verification of a buyer (R4). */
export const paperPurposes = ['selling', 'verification'] as const
export type PaperPurpose = (typeof paperPurposes)[number]

export const paperKinds = ['business_licence', 'identity', 'authorisation', 'other'] as const
export type PaperKind = (typeof paperKinds)[number]

export type RequiredPaperKind = 'business_licence' | 'identity'
type ByApplicant<K extends PaperKind> = Readonly<
  Record<PaperPurpose, Readonly<Record<OrganisationKind, readonly K[]>>>
>

/** The papers without which an applicant cannot submit. */
export const requiredPapers: ByApplicant<RequiredPaperKind> = {
  selling: { enterprise: ['business_licence', 'identity'], personal: ['identity'] },
  verification: { enterprise: ['business_licence'], personal: ['identity'] },
}

/** The papers that an applicant can add, in the order of the form. */
export const askedPapers: ByApplicant<PaperKind> = {
  selling: {
    enterprise: ['business_licence', 'identity', 'authorisation', 'other'],
    personal: ['identity', 'other'],
  },
  verification: {
    enterprise: ['business_licence', 'authorisation', 'other'],
    personal: ['identity', 'other'],
  },
}

export const paperMediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const
/** Most papers of one application. */
export const mostPapers = 10
