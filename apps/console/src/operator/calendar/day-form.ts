import { listDates } from '@loggia/kernel'
import type { DayKind } from '@loggia/kernel'
import type { CalendarDay } from '@loggia/protocol/console'
import { mostDaysAtOnce } from '@loggia/protocol/console/calendar/kinds'
import { isCalendarDate, isDayName, isWorkedAnyway } from './days.ts'

/** A day or a stretch of days as it is typed; without a last day it is one day. */
export type TypedDays = {
  readonly first: string
  readonly last: string
  readonly kind: DayKind
  readonly nameZh: string
  readonly nameEn: string
}
export const noDays: TypedDays = { first: '', last: '', kind: 'holiday', nameZh: '', nameEn: '' }

/** The typed days; none if the dates are wrong. */
export function listTypedDays({ first, last, kind, nameZh, nameEn }: TypedDays): CalendarDay[] {
  const end = last.trim() || first
  if (!isCalendarDate(first) || !isCalendarDate(end)) return []
  const name = { zh: nameZh.trim(), en: nameEn.trim() }
  return listDates(first, end).map((date) => ({ date, kind, name }))
}

/** Which fields are wrong; of workdays, the first that is one anyway. */
export function findWrongDays(typed: TypedDays) {
  const days = listTypedDays(typed)
  const isFirst = isCalendarDate(typed.first)
  return {
    first: !isFirst,
    last: isFirst && (days.length === 0 || days.length > mostDaysAtOnce),
    working: days.find(isWorkedAnyway)?.date,
    nameZh: !isDayName(typed.nameZh.trim()),
    nameEn: !isDayName(typed.nameEn.trim()),
  }
}
