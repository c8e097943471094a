import { addDays, addMonths, toCalendarParts } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { Holding, Term, TermState } from '../schema.ts'

/** The calendar months of so many periods. */
const monthsOf = ({ period, periodCount }: Pick<Holding, 'period' | 'periodCount'>): number =>
  periodCount * (period === 'year' ? 12 : 1)

/** The day of the month on which the ends of a subscription fall that began then. */
export const getAnchor = (startsAt: Instant, zone: Zone): number => toCalendarParts(startsAt, zone).day

/**
 * R74: a term runs whole calendar months or years in the market's zone, half-open. The anchor keeps the day: renewals of 31
 * January end on 28 February, then on 31 March. A trial runs for its days, which are the calendar's (R27, R123); what was bought once has no end.
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

/** How a term stands at an instant. */
export function decideTermState(
  term: Pick<Term, 'startsAt' | 'endsAt' | 'refundedAt'>,
  now: Instant,
): TermState {
  if (term.refundedAt !== undefined) return 'refunded'
  if (now < term.startsAt) return 'future'
  return term.endsAt === undefined || now < term.endsAt ? 'current' : 'past'
}

/** Those that hold, in their order. */
export const listUnreturned = (terms: readonly Term[]): Term[] =>
  terms.filter((term) => term.refundedAt === undefined).sort((a, b) => a.position - b.position)

/** The newest that holds; a renewal continues where it ends. */
export const findLastTerm = (terms: readonly Term[]): Term | undefined => listUnreturned(terms).at(-1)

/** R130: what was bought first and is no trial: for a trial that became paid, the term that made it so. */
export const findPurchaseTerm = (terms: readonly Term[]): Term | undefined =>
  listUnreturned(terms).find((term) => term.trialDays === undefined)

/**
 * R111: the newest term while it has not begun; older ones are returned after it, so that no gap arises. What made a trial
 * paid is no renewal: it is returned within five days, with all of the service.
 */
export function findReturnableTerm(terms: readonly Term[], now: Instant): Term | undefined {
  const [before, last] = listUnreturned(terms).slice(-2)
  const isRenewal = before !== undefined && last !== undefined && before.trialDays === undefined
  return isRenewal && decideTermState(last, now) === 'future' ? last : undefined
}
