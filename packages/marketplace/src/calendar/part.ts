import type { Calendar } from './index.ts'
import { createCalendarRoutes } from './routes.ts'
import { calendarExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const calendarPart = {
  routes: ({ calendar }: { calendar: Calendar }) => createCalendarRoutes(calendar),
  exported: calendarExports,
}
