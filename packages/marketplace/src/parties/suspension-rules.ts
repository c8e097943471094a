import { toCalendarParts } from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import { partyProblems } from './problems/index.ts'
import type { Suspension, SuspensionAsk } from './schema/suspensions.ts'

/** Throws `parties.suspension_past`: an end must be in the future. */
export function requireEndAhead({ until }: Pick<SuspensionAsk, 'until'>, now: Instant): void {
  if (until !== undefined && until <= now) throw partyProblems.suspension_past()
}

/** The operator who proposed it cannot confirm it (R6). Throws `parties.suspension_decided` and `parties.suspension_own`. */
export function confirmSuspension(
  suspension: Suspension,
  { by, now }: { readonly by: { readonly id: Id<'mbr'>; readonly name: string }; readonly now: Instant },
): Suspension {
  requireState(suspension, 'proposed')
  if (suspension.proposedBy.id === by.id) throw partyProblems.suspension_own()
  requireEndAhead(suspension, now)
  return { ...suspension, state: 'active', decidedBy: by, decidedAt: now }
}

/** Throws `parties.suspension_decided`. */
export function requireState({ state }: Suspension, wanted: 'proposed' | 'active'): void {
  if (state !== wanted) throw partyProblems.suspension_decided()
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** The details of a refusal: the reason, and when the suspension ends in words of both languages. */
export function describeHold(
  { reason, until }: { readonly reason: string; readonly until?: Instant },
  zone: Zone,
): { reason: string; term: { zh: string; en: string } } {
  if (until === undefined) return { reason, term: { zh: '', en: '' } }
  const { year, month, day, hour, minute } = toCalendarParts(until, zone)
  const at = `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`
  return { reason, term: { zh: `至 ${at}`, en: ` until ${at}` } }
}
