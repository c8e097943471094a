export { createCalendar } from './service.ts'
export type { Calendar } from './service.ts'
export { calendarTopic } from './schema.ts'
export type { CalendarDay } from './schema.ts'
