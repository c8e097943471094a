import {
  addDays,
  addMs,
  fromCalendar,
  fromHours,
  fromMinutes,
  listDates,
  pickEarlier,
  findNextHour,
  toCalendarDate,
  toInstant,
} from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { countMinutes } from '@loggia/protocol/console/health/kinds'
import type { Dates, MarketDay } from '../schema.ts'

/** The most days that one roll-up counts; the rest follows at once. */
export const mostDaysAtOnce = 14
/** Replies come after their attempts began, and rows are committed after their time: at most this long. */
const settledAfterMs = fromHours(1)

/** From midnight to midnight; where a clock change skips midnight, from the first moment of the date. */
export function toMarketDay(date: string, zone: Zone): MarketDay {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const midnight = (ahead: number): Instant =>
    fromCalendar({ year, month, day: day + ahead, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  return { day: date, startsAt: midnight(0), endsAt: midnight(1) }
}

/** The dates of a period that ends today. */
export const toDates = (now: Instant, days: number, zone: Zone): Dates => ({
  from: toCalendarDate(addDays(now, 1 - days, zone), zone),
  to: toCalendarDate(now, zone),
})

/** What a roll-up counts: these days, after which everything before `countedAt` is counted. */
export type RollUp = {
  readonly days: readonly MarketDay[]
  readonly countedAt: Instant
  readonly isDone: boolean
}

/**
 * Counts the days from an hour before the last roll-up on: what began until then may have changed since. Older days are
 * counted again while an attempt of theirs is under way (`open`).
 */
export function decideRollUp(
  now: Instant,
  { since, open, zone }: { readonly since: Instant; readonly open: readonly string[]; readonly zone: Zone },
): RollUp {
  const today = toCalendarDate(now, zone)
  const first = toCalendarDate(addMs(since, -settledAfterMs), zone)
  const dates = first <= today ? listDates(first, today) : [today]
  const counted = dates.slice(0, mostDaysAtOnce).map((day) => toMarketDay(day, zone))
  const last = counted.at(-1)
  const earlier = open.filter((day) => day < first).map((day) => toMarketDay(day, zone))
  return {
    days: [...earlier, ...counted],
    countedAt: last ? pickEarlier(last.endsAt, now) : now,
    isDone: counted.length === dates.length,
  }
}

const roundMs = fromMinutes(countMinutes)
/** Attempts are counted at the next quarter of an hour. */
export const findNextCount = (now: Instant): Instant => toInstant((Math.floor(now / roundMs) + 1) * roundMs)

/** Figures are computed at three o’clock in the night. */
export const findNextNight = (now: Instant, zone: Zone): Instant => findNextHour(now, 3, zone)
