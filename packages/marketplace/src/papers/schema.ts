import type { Id } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { KeptFile } from '../files/index.ts'
import type { Setting } from '../platform/index.ts'

/** The papers of an application, or those that a buyer collects before it applies. */
export type PaperCase = {
  /** The id of the application, or the text of {@link toDraft}. */
  readonly subject: string
  readonly buyerId: Id<'byr'>
  readonly purpose: PaperPurpose
  readonly state: 'draft' | 'open' | 'closed'
  /** The kind of organisation that applies; unknown in a draft. */
  readonly applicant?: OrganisationKind
}

export type Paper = { readonly fileId: Id<'fil'>; readonly kind: PaperKind }
export type PaperFile = { readonly kind: PaperKind; readonly file: KeptFile }

/** How long papers are kept after the decision. */
export const paperSettings = {
  papersKeptDays: setting('papersKeptDays', 'papers.kept_days'),
  papersKeptYears: setting('papersKeptYears', 'papers.kept_years'),
} as const
export const paperPresets = { papersKeptDays: 180, papersKeptYears: 5 } as const

function setting(of: 'papersKeptDays' | 'papersKeptYears', name: string): Setting<number> {
  return { name, schema: marketSettingsSchema.shape[of] }
}
