import { addDays, addMonths, setHour, toCalendarDate } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'

/** The length of the period of an overview, which is compared with the same number of days before. */
export const tradeDays = 30

/** The days of a period and of the one before: `starts` begins at the first midnight of the earlier one. */
export type TradePeriod = { readonly days: readonly string[]; readonly starts: readonly Instant[] }

export function toTradePeriod(now: Instant, zone: Zone): TradePeriod {
  const today = setHour(now, 0, zone)
  const starts = Array.from({ length: 2 * tradeDays }, (_, i) => addDays(today, i + 1 - 2 * tradeDays, zone))
  return { days: starts.slice(tradeDays).map((at) => toCalendarDate(at, zone)), starts }
}

/** The first moments of some periods that follow each other, and their names; `ends` is the end of the last. */
export type Slots = {
  readonly names: readonly string[]
  readonly starts: readonly Instant[]
  readonly endsAt: Instant
}

const formatMonth = (at: Instant, zone: Zone): string => toCalendarDate(at, zone).slice(0, 7)

/** Months one after the other, the first of them `ago` months before the current one. */
export function listMonths(
  now: Instant,
  { ago, count }: { readonly ago: number; readonly count: number },
  zone: Zone,
): Slots {
  const day = Number(toCalendarDate(now, zone).slice(8))
  const thisMonth = addDays(setHour(now, 0, zone), 1 - day, zone)
  const starts = Array.from({ length: count + 1 }, (_, i) => addMonths(thisMonth, i - ago, zone))
  const endsAt = starts.pop() ?? now
  return { names: starts.map((at) => formatMonth(at, zone)), starts, endsAt }
}

/** Weeks one after the other, the first of which begins today. */
export function listWeeks(now: Instant, count: number, zone: Zone): Slots {
  const today = setHour(now, 0, zone)
  const starts = Array.from({ length: count }, (_, i) => addDays(today, 7 * i, zone))
  const endsAt = addDays(today, 7 * count, zone)
  return { names: starts.map((at) => toCalendarDate(at, zone)), starts, endsAt }
}
