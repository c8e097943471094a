import { getWeekday, listDates } from '@loggia/kernel'
import type { CalendarDay } from '../../calendar/index.ts'

const newYear = { zh: '元旦', en: 'New Year’s Day' }
const labourDay = { zh: '劳动节', en: 'Labour Day' }
const saturday = 6

/** Some marked days of this year and the next, so that the page of working days shows what it is for. */
export const listDemoDays = (today: string): CalendarDay[] => {
  const year = Number(today.slice(0, 4))
  return [year, year + 1].flatMap((of) => [
    { date: `${of}-01-01`, kind: 'holiday', name: newYear },
    ...listDates(`${of}-05-01`, `${of}-05-03`).map((date) => ({
      date,
      kind: 'holiday' as const,
      name: labourDay,
    })),
    // The first Saturday after the holidays is worked.
    ...listDates(`${of}-05-04`, `${of}-05-10`)
      .filter((date) => getWeekday(date) === saturday)
      .map((date) => ({ date, kind: 'workday' as const, name: labourDay })),
  ])
}
