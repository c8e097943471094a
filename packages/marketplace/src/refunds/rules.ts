import {
  addMs,
  toCalendarParts,
  fromDays,
  formatMoney,
  fromCalendar,
  isMore,
  subtract,
  toDecimal,
  toIso,
} from '@loggia/kernel'
import type { Instant, Money, Zone } from '@loggia/kernel'
import type { Offer, OrderLine } from '../orders/index.ts'
import { refundProblems } from './problems.ts'
import type { Counted, OutsideRefund, Returning, Year } from './schema.ts'

/** R130: 120 hours from the opening, or from the moment a trial became a paid term. */
export const windowMs = fromDays(5)
/** R131 */
export const mostOfYear = 10

/** R130: requires the promise made at the purchase, and a time within the five days; gives the end of them. */
export function decideWindow(
  offer: Pick<Offer, 'fiveDayRefund'>,
  { openedAt, now }: { readonly openedAt: Instant; readonly now: Instant },
): Instant {
  if (!offer.fiveDayRefund) throw refundProblems.not_promised()
  const until = addMs(openedAt, windowMs)
  if (now >= until) throw refundProblems.window_closed({ until: toIso(until) })
  return until
}

type Paid = Pick<OrderLine, 'id' | 'amount' | 'returned'>

/** The part of what was paid for a line that was not refunded yet. */
export const computeAmountLeft = ({ amount, returned }: Paid): Money => subtract(amount, returned)

/**
 * R111: splits the amount that was paid for the days of a renewal over the lines it is refunded from: first the
 * renewal's own line, then later changes, the newest first, and last the value that a change has moved from other days
 * to these. Only the renewal's own line is closed.
 */
export function decideReturns(
  amount: Money,
  of: { readonly own: Paid; readonly changes: readonly Paid[]; readonly others: readonly Paid[] },
): Returning[] {
  const returns: Returning[] = []
  let left = amount
  for (const line of [of.own, ...of.changes.toReversed(), ...of.others.toReversed()]) {
    const part = isMore(left, computeAmountLeft(line)) ? computeAmountLeft(line) : left
    const isOwn = line === of.own
    if (isOwn || part.amountMinor > 0n) returns.push({ lineId: line.id, amount: part, closes: isOwn })
    left = subtract(left, part)
  }
  if (left.amountMinor > 0n) throw new Error('More was paid for a renewal than for its service')
  return returns
}

/** R131: the calendar year from 1 January 00:00 in the market's zone. */
export function toYear(now: Instant, zone: Zone): Year {
  const { year } = toCalendarParts(now, zone)
  const firstOf = (of: number): Instant =>
    fromCalendar({ year: of, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  return { year, from: firstOf(year), to: firstOf(year + 1) }
}

export const countLeft = ({ used, open }: Counted): number => Math.max(0, mostOfYear - used - open)

/** R132, R136: throws if the quota of the year is used up. Refunds that succeeded and open ones both count. */
export function requireLeft(counted: Counted, { year }: Year): void {
  if (countLeft(counted) === 0) throw refundProblems.quota_used_up({ year, most: mostOfYear })
}

/** Throws if the amount is not the one that was shown. */
export function requireShown(actual: Money, expected: Money): void {
  if (actual.amountMinor === expected.amountMinor && actual.currency === expected.currency) return
  throw refundProblems.amount_changed({
    expected: formatMoney(expected),
    actual: formatMoney(actual),
    actualAmount: toDecimal(actual),
  })
}

/** R131: a refund that is reported again is the same one; only an open one may change its state. */
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
