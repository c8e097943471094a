import type { Id } from '@loggia/kernel'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { PaperCase } from './schema.ts'

export type PaperTables = {
  paper_case: {
    subject: string
    buyer_id: Id<'byr'>
    purpose: PaperPurpose
    state: PaperCase['state']
    applicant: OrganisationKind | null
  }
  paper: { subject: string; file_id: Id<'fil'>; kind: PaperKind }
}
