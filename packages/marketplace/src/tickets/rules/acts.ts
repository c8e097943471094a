import { addMs, fromDays, fromHours, omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { ticketLimits, ticketTimes } from '@loggia/protocol/console/tickets/kinds'
import type { TicketAct } from '@loggia/protocol/console/tickets/kinds'
import { ticketProblems } from '../problems.ts'
import { ticketTransitions } from '../schema.ts'
import type { Ticket, TicketAction, TicketHandler, TicketState, TicketWriter } from '../schema.ts'
import { addSupportTime, countSupportTime } from './support-hours.ts'
import type { SupportTime } from './support-hours.ts'

const firstAnswerMs = fromHours(ticketTimes.firstAnswerHours)
const solutionMs = fromHours(ticketTimes.solutionHours)
const closesAfterMs = fromDays(ticketTimes.closesAfterDays)
const reopenMs = fromDays(ticketTimes.reopenDays)

/** The support time of each handler. */
export type Times = Readonly<Record<TicketHandler, SupportTime>>

/** R285: the seller if it takes tickets, otherwise the operators; complaints are always theirs. */
export const decideHandler = (kind: Ticket['kind'], takes: boolean): TicketHandler =>
  takes && kind !== 'complaint' ? 'seller' : 'operator'

type Clocks = Pick<Ticket, 'firstDueAt' | 'leftMs' | 'runningSince' | 'dueAt'>
/** The clocks of a handler that begins now. */
export function startClocks(now: Instant, time: SupportTime): Clocks {
  const firstDueAt = addSupportTime(now, firstAnswerMs, time)
  return { firstDueAt, leftMs: solutionMs, runningSince: now, dueAt: firstDueAt }
}

export const isRunning = (state: TicketState): boolean => state === 'waiting' || state === 'processing'

export const computeReopenUntil = (closedAt: Instant): Instant => addMs(closedAt, reopenMs)

/** Whether the seller has not acted in time. */
export const isLate = ({ lateAt, dueAt }: Pick<Ticket, 'lateAt' | 'dueAt'>, now: Instant): boolean =>
  lateAt !== undefined || (dueAt !== undefined && dueAt <= now)

/** A seller's ticket may be raised once the seller is late, or has answered and the answer does not help. */
const mayRaise = (ticket: Ticket, now: Instant): boolean =>
  isLate(ticket, now) || ticket.firstAnsweredAt !== undefined

/** Throws why the action is not possible now. */
function requirePossible(ticket: Ticket, action: TicketAction, now: Instant): TicketState {
  const steps: Partial<Record<TicketAction, TicketState>> = ticketTransitions[ticket.state]
  const next = steps[action]
  if (!next) throw ticketProblems.not_possible({ state: ticket.state })
  if (action === 'raise' && ticket.handler !== 'seller') throw ticketProblems.not_possible()
  if (action === 'raise' && !mayRaise(ticket, now)) throw ticketProblems.too_early()
  if (action === 'reopen' && ticket.closedAt !== undefined && now >= computeReopenUntil(ticket.closedAt))
    throw ticketProblems.reopen_over({ days: ticketTimes.reopenDays })
  return next
}

const answers = new Set<TicketAction>(['answer', 'ask', 'solve'])

/** Support time until the first answer, counted by its due time: a ticket may have been closed in between. */
function measureAnswer(
  { firstDueAt }: Ticket,
  now: Instant,
  time: SupportTime,
): { ms: number; kept: boolean } {
  const kept = now <= firstDueAt
  const ms = kept
    ? firstAnswerMs - countSupportTime(now, firstDueAt, time)
    : firstAnswerMs + countSupportTime(firstDueAt, now, time)
  return { ms: Math.max(0, ms), kept }
}

/** What the first answer of the handler puts on record. */
function answerFirst(ticket: Ticket, now: Instant, time: SupportTime): Ticket {
  if (ticket.firstAnsweredAt !== undefined) return ticket
  // Late until now; what is due next is the solution.
  const answered = omitLate({ ...ticket, firstAnsweredAt: now })
  if (ticket.handler !== 'seller' || ticket.sellerAnswer) return answered
  return { ...answered, sellerAnswer: measureAnswer(ticket, now, time) }
}

/** It goes to the operators, whose clocks begin; a first answer that did not come counts as late. */
function pass(ticket: Ticket, now: Instant, times: Times): Ticket {
  const { firstAnsweredAt: _answered, lateAt: _late, ...rest } = ticket
  const sellerAnswer = ticket.sellerAnswer ?? { ...measureAnswer(ticket, now, times.seller), kept: false }
  return { ...rest, ...startClocks(now, times.operator), handler: 'operator', raisedAt: now, sellerAnswer }
}

/** The time for the solution runs while the handler has to act, and is paused otherwise (R285). */
function moveClocks(ticket: Ticket, now: Instant, time: SupportTime): Ticket {
  const { runningSince, dueAt: _due, closesAt, ...rest } = ticket
  const passed = runningSince === undefined ? 0 : countSupportTime(runningSince, now, time)
  const leftMs = Math.max(0, ticket.leftMs - passed)
  if (!isRunning(ticket.state)) {
    const isOpen = ticket.state !== 'closed'
    return omitUndefined({
      ...rest,
      leftMs,
      closesAt: isOpen ? (closesAt ?? addMs(now, closesAfterMs)) : undefined,
    })
  }
  const solutionDueAt = addSupportTime(now, leftMs, time)
  const dueAt = ticket.firstAnsweredAt === undefined ? ticket.firstDueAt : solutionDueAt
  return { ...rest, leftMs, runningSince: now, dueAt }
}

/**
 * R285: the ticket after an action. Throws `ticket.not_possible`, `ticket.too_early`, `ticket.reopen_over`.
 */
export function decideTicket(
  before: Ticket,
  action: TicketAction,
  { now, times }: { readonly now: Instant; readonly times: Times },
): Ticket {
  const state = requirePossible(before, action, now)
  if (action === 'raise') return omitClosing(pass({ ...before, state }, now, times))
  const time = times[before.handler]
  const { closedAt: _closed, ...rest } = before
  let ticket: Ticket = { ...rest, state }
  if (answers.has(action)) ticket = answerFirst(ticket, now, time)
  // A new round: what was late before is on record, and the handler has its time again.
  if (action === 'reopen') ticket = omitLate({ ...ticket, ...startClocks(now, time) })
  if (state === 'waiting_confirmation' && before.state !== state) ticket = omitClosing(ticket)
  if (state === 'closed') ticket = { ...ticket, closedAt: now }
  return moveClocks(ticket, now, time)
}

const omitClosing = ({ closesAt: _closes, ...ticket }: Ticket): Ticket => ticket
const omitLate = ({ lateAt: _late, ...ticket }: Ticket): Ticket => ticket

const actsOf: Readonly<Record<TicketWriter, readonly TicketAct[]>> = {
  buyer: ['write', 'reopen', 'raise', 'close'],
  seller: ['take', 'answer', 'ask', 'solve'],
  operator: ['take', 'answer', 'ask', 'solve'],
}
/** What a reader may do with the ticket now. */
export function listActs(ticket: Ticket, reader: TicketWriter, now: Instant): TicketAct[] {
  if (reader !== 'buyer' && reader !== ticket.handler) return []
  const steps: Partial<Record<TicketAction, TicketState>> = ticketTransitions[ticket.state]
  return actsOf[reader].filter((act) => {
    if (!steps[act]) return false
    if (act === 'raise') return ticket.handler === 'seller' && mayRaise(ticket, now)
    return act !== 'reopen' || (ticket.closedAt !== undefined && now < computeReopenUntil(ticket.closedAt))
  })
}

/** Throws `ticket.too_many`. */
export function requireRoom(opened: number): void {
  if (opened >= ticketLimits.perDay) throw ticketProblems.too_many({ most: ticketLimits.perDay })
}
/** Throws `ticket.full`. */
export function requireSpace(entries: number): void {
  if (entries >= ticketLimits.entries) throw ticketProblems.full({ most: ticketLimits.entries })
}

export const computeDayStart = (now: Instant): Instant => addMs(now, -fromDays(1))
export const computeShownStart = (now: Instant): Instant => addMs(now, -fromDays(ticketTimes.shownDays))

/** The median, if there are enough; of an even number the higher one of the middle. */
export function findMedian(sorted: readonly number[]): number | undefined {
  return sorted.length < ticketTimes.shownFrom ? undefined : sorted[Math.floor(sorted.length / 2)]
}
