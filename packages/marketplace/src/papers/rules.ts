import { addDays, addMonths } from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import { requiredPapers } from '@loggia/protocol/console/papers/kinds'
import type { PaperPurpose, RequiredPaperKind } from '@loggia/protocol/console/papers/kinds'
import { paperProblems } from './problems.ts'
import type { Paper, PaperCase } from './schema.ts'

/** Most papers that are kept for one buyer, so that applying and withdrawing cannot pile them up. */
export const mostKept = 60

/** The subject of papers that a buyer collects before it applies. */
export const toDraft = (buyerId: Id<'byr'>, purpose: PaperPurpose): string => `draft:${buyerId}:${purpose}`

/** The kinds that an applicant must add and that are not among the papers. */
export function listMissing(
  { purpose, applicant }: Pick<PaperCase, 'purpose' | 'applicant'>,
  papers: readonly Pick<Paper, 'kind'>[],
): RequiredPaperKind[] {
  if (applicant === undefined) return []
  return requiredPapers[purpose][applicant].filter((kind) => !papers.some((paper) => paper.kind === kind))
}

/** Throws `papers.licence_missing` and `papers.identity_missing`. */
export function requireComplete(
  of: Pick<PaperCase, 'purpose' | 'applicant'>,
  papers: readonly Pick<Paper, 'kind'>[],
): void {
  const [missing] = listMissing(of, papers)
  if (missing === 'business_licence') throw paperProblems.licence_missing()
  if (missing === 'identity') throw paperProblems.identity_missing()
}

/**
 * Throws `papers.required` if an application that was submitted with all that is required would no longer be complete.
 * Applications of earlier versions have no papers.
 */
export function requireStillComplete(
  of: PaperCase,
  { before, after }: { readonly before: readonly Paper[]; readonly after: readonly Paper[] },
): void {
  const had = listMissing(of, before)
  if (listMissing(of, after).some((kind) => !had.includes(kind))) throw paperProblems.required()
}

/** Throws `papers.too_many_kept`. */
export function requireFewKept(count: number): void {
  if (count > mostKept) throw paperProblems.too_many_kept({ max: mostKept })
}

type Times = { readonly now: Instant; readonly zone: Zone }
type Kept = { readonly papersKeptDays: number; readonly papersKeptYears: number }

/** When the papers of a closed application, or a draft that was changed now, are deleted. */
export const computeDeletion = (isApproved: boolean, kept: Kept, { now, zone }: Times): Instant =>
  isApproved ? addMonths(now, 12 * kept.papersKeptYears, zone) : addDays(now, kept.papersKeptDays, zone)
