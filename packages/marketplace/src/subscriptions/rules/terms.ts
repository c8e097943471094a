import { addDays, addMonths, toCalendarParts } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { Holding, Term, TermState } from '../schema.ts'

/** The number of calendar months of a holding's periods. */
const monthsOf = ({ period, periodCount }: Pick<Holding, 'period' | 'periodCount'>): number =>
  periodCount * (period === 'year' ? 12 : 1)

/** The day of the month on which the terms of a subscription end that began then. */
export const getAnchor = (startsAt: Instant, zone: Zone): number => toCalendarParts(startsAt, zone).day

/**
 * R74: a term lasts whole calendar months or years in the market's zone, half-open. The anchor keeps the day of the
 * month: renewals from 31 January end on 28 February, then on 31 March. A trial lasts its number of calendar days (R27,
 * R123). A one-time purchase has no end.
 */
export function decideEnd(
  holding: Holding,
  startsAt: Instant,
  { zone, anchorDay }: { readonly zone: Zone; readonly anchorDay: number },
): Instant | undefined {
  if (holding.trialDays !== undefined) return addDays(startsAt, holding.trialDays, zone)
  if (holding.period === 'one_time') return undefined
  return addMonths(startsAt, monthsOf(holding), zone, anchorDay)
}

/** The state of a term at an instant. */
export function decideTermState(
  term: Pick<Term, 'startsAt' | 'endsAt' | 'refundedAt'>,
  now: Instant,
): TermState {
  if (term.refundedAt !== undefined) return 'refunded'
  if (now < term.startsAt) return 'future'
  return term.endsAt === undefined || now < term.endsAt ? 'current' : 'past'
}

/** The terms that were not returned, in their order. */
export const listUnreturned = (terms: readonly Term[]): Term[] =>
  terms.filter((term) => term.refundedAt === undefined).sort((a, b) => a.position - b.position)

/** The newest term that was not returned; a renewal continues at its end. */
export const findLastTerm = (terms: readonly Term[]): Term | undefined => listUnreturned(terms).at(-1)

/** R130: the first term that is not a trial. After a conversion it is the term of the conversion. */
export const findPurchaseTerm = (terms: readonly Term[]): Term | undefined =>
  listUnreturned(terms).find((term) => term.trialDays === undefined)

/**
 * R111: the newest term, if it has not begun. Older ones can be returned after it, so that there is no gap. The term of
 * a conversion is no renewal: it is returned within five days, with the whole service.
 */
export function findReturnableTerm(terms: readonly Term[], now: Instant): Term | undefined {
  const [before, last] = listUnreturned(terms).slice(-2)
  const isRenewal = before !== undefined && last !== undefined && before.trialDays === undefined
  return isRenewal && decideTermState(last, now) === 'future' ? last : undefined
}
