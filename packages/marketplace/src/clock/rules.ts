import { addDays, addMonths, addMs, fromHours, pickLater, fromMinutes, toIso } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { clockProblems } from './problems.ts'
import type { MoveAsk } from './schema.ts'

/** One move goes no further: what was meant to be a day is not to be a century. */
const mostMonths = 120

/** More of any of them than the longest move has; so much more, that no calendar could reckon it. */
const isBeyond = ({ months = 0, days = 0, hours: h = 0, minutes: m = 0 }: MoveBy): boolean =>
  months > mostMonths || days > 40_000 || h > 1_000_000 || m > 100_000_000
type MoveBy = Extract<MoveAsk, { kind: 'by' }>

/** The latest instant that a move may go to. */
export const computeLatestTarget = (now: Instant, zone: Zone): Instant => addMonths(now, mostMonths, zone)

/**
 * Where a move goes; `next` is when something is due next. Throws `clock.no_length`, `clock.backwards`, `clock.too_far`, `clock.nothing_next`.
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
      // What is due already, and could not be done yet, is next.
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
