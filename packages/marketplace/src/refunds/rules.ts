import {
  addMs,
  addWorkingDays,
  allocate,
  toCalendarParts,
  fromDays,
  formatMoney,
  fromCalendar,
  isMore,
  subtract,
  toDecimal,
  toIso,
} from '@loggia/kernel'
import type { Instant, Money, WorkingDays, Zone } from '@loggia/kernel'
import { refundRequestSteps, refundRequestTurns } from '@loggia/protocol/console/refunds/kinds'
import type { Offer, Order, OrderLine } from '../orders/index.ts'
import { requireOpened } from '../supervision/index.ts'
import type { Supervision } from '../supervision/index.ts'
import { refundProblems } from './problems.ts'
import type {
  Counted,
  Origin,
  OutsideRefund,
  PaidFrom,
  RefundRequest,
  RefundRequestAct,
  RefundRequestState,
  Returning,
  Year,
} from './schema.ts'

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

/** R146: working days from the request after which the seller is reminded; after the last either side may appeal. */
export const reminderDays = [3, 5, 7] as const

/** R146: when the next date is that the seller lets pass; undefined after the last. */
export function decideReminder(
  { since, reminded }: Pick<RefundRequest, 'since' | 'reminded'>,
  days: WorkingDays,
): Instant | undefined {
  const count = reminderDays[reminded]
  return count === undefined ? undefined : addWorkingDays(since, count, days)
}

export const findTurn = ({ state }: Pick<RefundRequest, 'state'>): 'buyer' | 'seller' | undefined =>
  refundRequestTurns[state]

export const isOpen = (of: Pick<RefundRequest, 'state'>): boolean => findTurn(of) !== undefined

export function findNext(state: RefundRequestState, act: RefundRequestAct): RefundRequestState | undefined {
  const steps: Readonly<Partial<Record<RefundRequestAct, RefundRequestState>>> = refundRequestSteps[state]
  return steps[act]
}

/** Throws `refund.request_moved`. */
export function decideNext(
  { state }: Pick<RefundRequest, 'state'>,
  act: RefundRequestAct,
): RefundRequestState {
  const next = findNext(state, act)
  if (next === undefined) throw refundProblems.request_moved({ state })
  return next
}

/** Most requests that are made for a line. A buyer who gets no agreement in so many may appeal. */
export const mostRequests = 10

/** Throws `refund.too_many_requests`: each request stops the delivery and is told to the seller. */
export function requireFewRequests(made: number): void {
  if (made >= mostRequests) throw refundProblems.too_many_requests({ most: mostRequests })
}

/** R145: the line, or all lines of the order that are refunded together with it. */
export const listTogether = ({ lines }: Pick<Order, 'lines'>, of: OrderLine): OrderLine[] =>
  of.offer.bundle === undefined
    ? [of]
    : lines.filter(
        (line) =>
          line.id === of.id ||
          (line.offer.bundle === of.offer.bundle &&
            line.sellerId === of.sellerId &&
            line.state !== 'refunded'),
      )

/** R145, R155: each line's part, in proportion to what was paid for it and did not go back. */
export const splitAmount = (amount: Money, lines: readonly Paid[]): Money[] =>
  allocate(
    amount,
    lines.map((line) => computeAmountLeft(line).amountMinor),
  )

/** What decides whether a refund may be asked for a line (commerce.md §8.1, R138–R142, R151). */
export type Askable = {
  readonly kind: Order['kind']
  /** Undefined if the line is not supervised. */
  readonly supervision: Supervision | undefined
  /** The term that the line paid for, if it has begun or will. */
  readonly term: { readonly startsAt: Instant; readonly endsAt?: Instant } | undefined
  readonly isPermitted: boolean
  readonly now: Instant
}

/** Throws why no refund may be asked for; gives the supervised delivery otherwise. */
export function requireAskable({ kind, supervision: of, term, isPermitted, now }: Askable): Supervision {
  if (kind === 'renewal')
    throw term && term.startsAt <= now ? refundProblems.renewal_in_effect() : refundProblems.renewal_to_come()
  if (!of) throw refundProblems.not_supervised()
  if (of.stage === 'ended') throw refundProblems.ended()
  if (of.stage === 'done') {
    const isExpired = term?.endsAt !== undefined && term.endsAt <= now
    throw isExpired ? refundProblems.order_expired() : refundProblems.guarantee_over()
  }
  if (of.collectedAt !== undefined) throw refundProblems.code_collected()
  requireOpened(of)
  if (of.refundAskedAt !== undefined) throw refundProblems.already_open()
  if (of.appealedAt !== undefined) throw refundProblems.appealed()
  if (isInTransit(of) && !isPermitted) throw refundProblems.in_transit()
  return of
}

/** R151: goods were shipped, and the courier has not reported their receipt. */
export const isInTransit = ({ shipment }: Pick<Supervision, 'shipment'>): boolean =>
  shipment !== undefined && shipment.receivedAt === undefined

/** R154: in proportion to what each origin gave and did not get back. */
export function decideOrigins(
  amount: Money,
  paid: readonly PaidFrom[],
): { readonly origin: Origin; readonly amount: Money }[] {
  const lefts = paid.map((from) => subtract(from.paid, from.returned).amountMinor)
  const parts = allocate(amount, lefts)
  return paid.flatMap(({ origin }, at) => {
    const part = parts[at]
    return part && part.amountMinor > 0n ? [{ origin, amount: part }] : []
  })
}
