import { isWorkingDate, weekendsOnly } from '@loggia/kernel'
import { calendarProblems } from './problems.ts'
import type { CalendarDay, DateRange } from './schema.ts'

/**
 * A holiday may be a weekend day, because holidays are announced as stretches. A workday that is one anyway is a slip,
 * such as the date of another year. Throws `calendar.date_repeated` and `calendar.already_working`.
 */
export function requireDays(days: readonly CalendarDay[]): void {
  const seen = new Set<string>()
  for (const { date, kind } of days) {
    if (seen.has(date)) throw calendarProblems.date_repeated({ date })
    seen.add(date)
    if (kind === 'workday' && isWorkingDate(date, weekendsOnly))
      throw calendarProblems.already_working({ date })
  }
}

/** Throws `calendar.range_reversed`. */
export function requireRange({ from, to }: DateRange): void {
  if (from > to) throw calendarProblems.range_reversed({ from, to })
}

const isSame = (a: CalendarDay, b: CalendarDay): boolean =>
  a.kind === b.kind && a.name.zh === b.name.zh && a.name.en === b.name.en

/** The days that are not set like that yet, and those that they replace. */
export function decideChanges(
  before: readonly CalendarDay[],
  days: readonly CalendarDay[],
): { readonly changed: CalendarDay[]; readonly replaced: CalendarDay[] } {
  const byDate = new Map(before.map((day) => [day.date, day]))
  const changed = days.filter((day) => {
    const known = byDate.get(day.date)
    return !known || !isSame(known, day)
  })
  return { changed, replaced: changed.flatMap(({ date }) => byDate.get(date) ?? []) }
}
