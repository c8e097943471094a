import { tabulate } from '../platform/index.ts'
import type { Handlers, TableColumns } from '../platform/index.ts'
import type { CalendarDay } from './schema.ts'
import type { Calendar } from './service.ts'

/** In the words that the page reads again. */
const columns: TableColumns<CalendarDay> = [
  ['日期', 'Date', ({ date }) => date],
  ['类型', 'Kind', ({ kind }) => kind],
  ['中文名称', 'Chinese name', ({ name }) => name.zh],
  ['英文名称', 'English name', ({ name }) => name.en],
]

export const createCalendarRoutes = (calendar: Calendar): Handlers => ({
  'GET /api/operator/calendar': ({ query }) => calendar.getYear(query.year),
  'GET /api/operator/calendar.csv': async ({ query: { year } }) =>
    tabulate(
      { name: `loggia-calendar${year === undefined ? '' : `-${year}`}`, columns },
      readDays(calendar, year),
    ),
  'POST /api/operator/calendar/days': ({ actor, body }) => calendar.setDays(actor, body.days),
  'POST /api/operator/calendar/removals': ({ actor, body }) => calendar.removeDays(actor, body),
})

async function* readDays(calendar: Calendar, year: number | undefined): AsyncGenerator<CalendarDay> {
  yield* await calendar.listDays(year)
}
