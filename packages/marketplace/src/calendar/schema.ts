export type { CalendarDay } from '@loggia/protocol/console'

/** A stretch of dates, both included. */
export type DateRange = { readonly from: string; readonly to: string }

/** The subject of the history of the calendar. */
export const calendarSubject = 'market_calendar'
/** The subject that is published after the calendar changed. */
export const calendarTopic = 'calendar'
