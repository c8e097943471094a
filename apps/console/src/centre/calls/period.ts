import {
  toCalendarParts,
  fromDays,
  addMs,
  omitUndefined,
  fromCalendar,
  toIso,
  toZone as zoneOf,
} from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { toChoice } from '../routing/search.ts'
import type { Parameter } from '../routing/search.ts'

/** The periods that a list offers; `custom` is from one day to another. */
export const periods = ['today', '7d', '30d', 'custom'] as const
export type Period = (typeof periods)[number]

const daysOf = { today: 1, '7d': 7, '30d': 30 } as const
const dayForm = /^(\d{4})-(\d\d)-(\d\d)$/
const two = (n: number): string => String(n).padStart(2, '0')

/** The beginning of a day; undefined if its month does not have this day. */
function beginOf(day: string, zone: Zone): Instant | undefined {
  const [, year, month, date] = dayForm.exec(day)?.map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined) return undefined
  if (month < 1 || month > 12 || date < 1 || date > 31) return undefined
  const at = fromCalendar({ year, month, day: date, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  return toDay(at, zone) === day ? at : undefined
}

/** `2026-11-24`: the day of a moment in this zone. */
export function toDay(at: Instant, zone: Zone): string {
  const { year, month, day } = toCalendarParts(at, zone)
  return `${year}-${two(month)}-${two(day)}`
}

export const isDay = (text: string): boolean => beginOf(text, zoneOf('UTC')) !== undefined

const readDay: Parameter<string> = (written) =>
  typeof written === 'string' && isDay(written) ? written : undefined

/** The parameters for time in an address; days are `YYYY-MM-DD` in the market's zone. */
export const periodParameters = { period: toChoice(periods), from: readDay, to: readDay } as const
export type PeriodSearch = { readonly period?: Period; readonly from?: string; readonly to?: string }

/** A number of days before or after a day. */
function shift(day: string, count: number): string {
  const utc = zoneOf('UTC')
  const at = beginOf(day, utc)
  return at === undefined ? day : toDay(addMs(at, fromDays(count)), utc)
}

/**
 * The half-open range of time, in whole days of the market's calendar: today and the days before it, or the chosen days
 * including the last one. It stays the same for the whole day, so that a list is not read again every second.
 */
export function toRange(
  { period, from, to }: PeriodSearch,
  { now, zone }: { now: Instant; zone: string },
): { from?: string; to?: string } {
  if (period === undefined) return {}
  const inZone = zoneOf(zone)
  const begin = (day: string | undefined): string | undefined => {
    const at = day === undefined ? undefined : beginOf(day, inZone)
    return at === undefined ? undefined : toIso(at)
  }
  if (period !== 'custom') {
    const first = begin(shift(toDay(now, inZone), 1 - daysOf[period]))
    return first === undefined ? {} : { from: first }
  }
  const [start, end] = [begin(from), begin(to && shift(to, 1))]
  return omitUndefined({ from: start, to: end })
}
