import { addDays, addMonths, addMs, fromHours, pickLater, fromMinutes, toIso } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { clockProblems } from './problems.ts'
import type { MoveAsk } from './schema.ts'

/** The longest move, so that a typing error does not move the clock by a century. */
const mostMonths = 120

/** Whether a length exceeds the longest move by so much that the calendar could not compute it. */
const isBeyond = ({ months = 0, days = 0, hours: h = 0, minutes: m = 0 }: MoveBy): boolean =>
  months > mostMonths || days > 40_000 || h > 1_000_000 || m > 100_000_000
type MoveBy = Extract<MoveAsk, { kind: 'by' }>

/** The latest instant that a move may go to. */
export const computeLatestTarget = (now: Instant, zone: Zone): Instant => addMonths(now, mostMonths, zone)

/**
 * The target of a move; `next` is when something is due next. Throws `clock.no_length`, `clock.backwards`,
 * `clock.too_far`, `clock.nothing_next`.
 */
export function decideTarget(
  ask: MoveAsk,
  { now, next, zone }: { readonly now: Instant; readonly next: Instant | undefined; readonly zone: Zone },
): Instant {
  const latest = computeLatestTarget(now, zone)
  if (ask.kind === 'by' && isBeyond(ask)) throw clockProblems.too_far({ latest: toIso(latest) })
  const target = targetOf(ask, { now, next, zone })
  if (target === undefined) throw clockProblems.nothing_next()
  if (target < now) throw clockProblems.backwards({ now: toIso(now) })
  if (target > latest) throw clockProblems.too_far({ latest: toIso(latest) })
  return target
}

function targetOf(
  ask: MoveAsk,
  { now, next, zone }: { readonly now: Instant; readonly next: Instant | undefined; readonly zone: Zone },
): Instant | undefined {
  switch (ask.kind) {
    case 'to':
      return ask.at
    case 'next':
      // Something that is already due, but could not be done yet, counts as next.
      return next === undefined ? undefined : pickLater(now, next)
    case 'by': {
      if (!(ask.months || ask.days || ask.hours || ask.minutes)) throw clockProblems.no_length()
      const day = addDays(addMonths(now, ask.months ?? 0, zone), ask.days ?? 0, zone)
      return addMs(day, fromHours(ask.hours ?? 0) + fromMinutes(ask.minutes ?? 0))
    }
    default:
      return ask satisfies never
  }
}
