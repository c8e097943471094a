import { fromCalendar, fromDays, toCalendarParts, toIso } from './time.ts'
import type { CalendarParts, Instant, Zone } from './time.ts'

/** A holiday is free although it is no weekend; a workday is worked although it is one (调休). */
export const dayKinds = ['holiday', 'workday'] as const
export type DayKind = (typeof dayKinds)[number]
/** The days that are not what their weekday says, by date: `2027-02-06`. */
export type WorkingCalendar = ReadonlyMap<string, DayKind>
/** What it takes to count working days: the calendar, and the zone whose dates it has. */
export type WorkingDays = { readonly zone: Zone; readonly calendar: WorkingCalendar }

/** Without any such days, Mondays to Fridays are worked. */
export const weekendsOnly: WorkingCalendar = new Map()

const dayMs = fromDays(1)
const toDate = (midnight: number): string => toIso(midnight).slice(0, 10)
// A date is computed as its midnight in UTC, where every day has 24 hours.
const toMidnight = ({ year, month, day }: CalendarParts): number => Date.UTC(year, month - 1, day)

function readMidnight(date: string): number | undefined {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // JavaScript reads 30 February as 2 March.
  return Number.isNaN(midnight) || toDate(midnight) !== date ? undefined : midnight
}

function fromDate(date: string): number {
  const midnight = readMidnight(date)
  if (midnight === undefined) throw new RangeError(`Not a date: ${date}`)
  return midnight
}

function isWorked(midnight: number, calendar: WorkingCalendar): boolean {
  const kind = calendar.get(toDate(midnight))
  if (kind !== undefined) return kind === 'workday'
  const weekday = new Date(midnight).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Whether the text is a date such as `2027-02-06`; 30 February is none. */
export const isDate = (text: string): boolean => readMidnight(text) !== undefined

/** The date of an instant in the zone. */
export const toCalendarDate = (at: Instant, zone: Zone): string =>
  toDate(toMidnight(toCalendarParts(at, zone)))

/** The weekday of a date; 0 is Sunday. Throws a RangeError if it is no date. */
export const getWeekday = (date: string): number => new Date(fromDate(date)).getUTCDay()

/** All dates from the first to the last. Throws a RangeError if one of them is no date. */
export function listDates(first: string, last: string): string[] {
  const [from, to] = [fromDate(first), fromDate(last)]
  const count = Math.max(0, Math.round((to - from) / dayMs) + 1)
  return Array.from({ length: count }, (_, ahead) => toDate(from + ahead * dayMs))
}

/** Throws a RangeError if it is no date. */
export const isWorkingDate = (date: string, calendar: WorkingCalendar): boolean =>
  isWorked(fromDate(date), calendar)

export const isWorkingDay = (at: Instant, { zone, calendar }: WorkingDays): boolean =>
  isWorked(toMidnight(toCalendarParts(at, zone)), calendar)

/**
 * The same time of day, `count` working days later in the zone. From a free day it counts as from the last working day
 * before it.
 */
export function addWorkingDays(at: Instant, count: number, { zone, calendar }: WorkingDays): Instant {
  const from = toCalendarParts(at, zone)
  const midnight = toMidnight(from)
  let ahead = 0
  for (let left = count; left > 0;) {
    ahead += 1
    if (isWorked(midnight + ahead * dayMs, calendar)) left -= 1
  }
  return fromCalendar({ ...from, day: from.day + ahead }, zone)
}

/** How many working days begin after the day of `from`, up to the day of `to`; 0 if `to` is not on a later day. */
export function countWorkingDays(from: Instant, to: Instant, { zone, calendar }: WorkingDays): number {
  const last = toMidnight(toCalendarParts(to, zone))
  let count = 0
  for (let day = toMidnight(toCalendarParts(from, zone)) + dayMs; day <= last; day += dayMs)
    if (isWorked(day, calendar)) count += 1
  return count
}
