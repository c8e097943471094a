import { addMs, calendarParts, days, formatMoney, fromCalendar, toDecimal, toIso } from '@loggia/kernel'
import type { Instant, Money, Zone } from '@loggia/kernel'
import type { Offer } from '../orders/index.ts'
import { refundProblems } from './problems.ts'
import type { Counted, OutsideRefund, Year } from './schema.ts'

/** R130: 120 hours from the opening, or from the moment a trial became a paid term. */
export const windowMs = days(5)
/** R131 */
export const mostOfYear = 10

/** R130: promised at the purchase, and not later than five days; gives the end of them. */
export function decideWindow(
  offer: Pick<Offer, 'fiveDayRefund'>,
  { openedAt, now }: { readonly openedAt: Instant; readonly now: Instant },
): Instant {
  if (!offer.fiveDayRefund) throw refundProblems.not_promised()
  const until = addMs(openedAt, windowMs)
  if (now >= until) throw refundProblems.window_closed({ until: toIso(until) })
  return until
}

/** R131: the calendar year from 1 January 00:00 in the market's zone. */
export function yearOf(now: Instant, zone: Zone): Year {
  const { year } = calendarParts(now, zone)
  const firstOf = (of: number): Instant =>
    fromCalendar({ year: of, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  return { year, from: firstOf(year), to: firstOf(year + 1) }
}

export const leftOf = ({ used, open }: Counted): number => Math.max(0, mostOfYear - used - open)

/** R132, R136: succeeded and open ones both count. */
export function requireLeft(counted: Counted, { year }: Year): void {
  if (leftOf(counted) === 0) throw refundProblems.quota_used_up({ year, most: mostOfYear })
}

/** What was shown is what goes back. */
export function requireShown(actual: Money, expected: Money): void {
  if (actual.amountMinor === expected.amountMinor && actual.currency === expected.currency) return
  throw refundProblems.amount_changed({
    expected: formatMoney(expected),
    actual: formatMoney(actual),
    actualAmount: toDecimal(actual),
  })
}

/** R131: what is reported again is the same refund; only what was open becomes something else. */
export function decideReport(known: OutsideRefund | undefined, report: OutsideRefund): OutsideRefund {
  if (report.requestedAt > report.reportedAt) throw refundProblems.outside_in_future()
  if (!known) return report
  const isSame =
    known.buyerId === report.buyerId &&
    known.refunds === report.refunds &&
    known.requestedAt === report.requestedAt &&
    (known.state === report.state || known.state === 'open')
  if (!isSame) throw refundProblems.reference_taken({ reference: report.reference })
  return { ...known, state: report.state }
}
