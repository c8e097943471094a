import { getWeekday, isDate, isWorkingDate, listDates, weekendsOnly } from '@loggia/kernel'
import type { DayKind } from '@loggia/kernel'
import type { CalendarDay } from '@loggia/protocol/console'
import { firstYear, lastYear, longestDayName } from '@loggia/protocol/console/calendar/kinds'
import { formatTime } from '@loggia/ui'
import type { TimeStyle } from '@loggia/ui'

/** Successive days of one kind and name: a row of the list. */
export type Stretch = {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly kind: DayKind
  readonly name: CalendarDay['name']
}

/** The days, which are in the order of their dates, as stretches. */
export function groupDays(days: readonly CalendarDay[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { date, kind, name } of days) {
    const last = stretches.at(-1)
    const goesOn =
      last?.kind === kind &&
      last.name.zh === name.zh &&
      last.name.en === name.en &&
      listDates(last.to, date).length === 2
    if (goesOn) stretches[stretches.length - 1] = { ...last, to: date, count: last.count + 1 }
    else stretches.push({ from: date, to: date, count: 1, kind, name })
  }
  return stretches
}

export const countKind = (days: readonly CalendarDay[], kind: DayKind): number =>
  days.filter((day) => day.kind === kind).length

/** Whether the calendar may have a day with this date. */
export const isCalendarDate = (text: string): boolean =>
  isDate(text) && Number(text.slice(0, 4)) >= firstYear && Number(text.slice(0, 4)) <= lastYear

export const isDayName = (name: string): boolean => name.length >= 1 && name.length <= longestDayName

/** A Monday to Friday that is to be a workday: it is one anyway, so the date is a slip. */
export const isWorkedAnyway = ({ date, kind }: Pick<CalendarDay, 'date' | 'kind'>): boolean =>
  kind === 'workday' && isWorkingDate(date, weekendsOnly)

/** `2027-02-06 周六`, `Sat 6 Feb 2027`; of the weekdays, 0 is Sunday. */
export function formatDate(
  date: string,
  {
    language,
    weekdays,
  }: Pick<TimeStyle, 'language'> & { readonly weekdays: Readonly<Record<number, string>> },
): string {
  const day = formatTime(`${date}T00:00:00Z`, { language, zone: 'UTC', precision: 'day' })
  const weekday = weekdays[getWeekday(date)] ?? ''
  return language === 'zh-CN' ? `${day} ${weekday}` : `${weekday} ${day}`
}
