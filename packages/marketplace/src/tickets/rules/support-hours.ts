import { addMs, fromCalendar, fromDays, getWeekday, toCalendarDate, toCalendarParts } from '@loggia/kernel'
import type { DurationMs, Instant, WorkingDays } from '@loggia/kernel'
import { ticketTimes } from '@loggia/protocol/console/tickets/kinds'
import { ticketProblems } from '../problems.ts'
import type { SupportHours } from '../schema.ts'

/** The hours in which a clock runs, on the days of the calendar. */
export type SupportTime = { readonly hours: SupportHours; readonly days: WorkingDays }

/** R285: 5×8. Throws `ticket.hours_too_few`. */
export function requireHours({ weekdays, opensAt, closesAt }: SupportHours): void {
  const { leastDays, leastMinutes } = ticketTimes
  if (new Set(weekdays).size < leastDays || closesAt - opensAt < leastMinutes)
    throw ticketProblems.hours_too_few({ days: leastDays, hours: leastMinutes / 60 })
}

/** Nobody answers on a holiday; a weekend day that is worked is a support day for everybody. */
function isSupportDay(date: string, { hours, days }: SupportTime): boolean {
  const kind = days.calendar.get(date)
  if (kind !== undefined) return kind === 'workday'
  return hours.weekdays.includes(getWeekday(date) || 7)
}

type Window = { readonly from: Instant; readonly to: Instant }

/** The support hours of the day that is `ahead` days after that of `at`; undefined on a day without any. */
function findWindow(at: Instant, ahead: number, time: SupportTime): Window | undefined {
  const { zone } = time.days
  const { year, month, day } = toCalendarParts(at, zone)
  const toTime = (minutes: number): Instant =>
    fromCalendar(
      {
        year,
        month,
        day: day + ahead,
        hour: Math.floor(minutes / 60),
        minute: minutes % 60,
        second: 0,
        ms: 0,
      },
      zone,
    )
  // Noon: a change of the clocks cannot move it to another date.
  if (!isSupportDay(toCalendarDate(toTime(720), zone), time)) return undefined
  return { from: toTime(time.hours.opensAt), to: toTime(time.hours.closesAt) }
}

/** When so much support time has passed. Throws if there is none within a year. */
export function addSupportTime(at: Instant, ms: DurationMs, time: SupportTime): Instant {
  let left = ms
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const window = findWindow(at, ahead, time)
    if (!window) continue
    const from = Math.max(window.from, at)
    const there = Math.max(0, window.to - from)
    if (there >= left && there > 0) return addMs(window.from, from - window.from + left)
    left -= there
  }
  throw new Error('There are no support hours within a year')
}

/** How much support time is between two times. */
export function countSupportTime(from: Instant, to: Instant, time: SupportTime): DurationMs {
  const last = Math.ceil(Math.max(0, to - from) / fromDays(1)) + 1
  let sum = 0
  for (let ahead = 0; ahead <= last; ahead += 1) {
    const window = findWindow(from, ahead, time)
    if (window) sum += Math.max(0, Math.min(window.to, to) - Math.max(window.from, from))
  }
  return sum
}

/** `09:00` as minutes of the day; `24:00` is its end. */
export const toMinutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
export const formatMinutes = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
