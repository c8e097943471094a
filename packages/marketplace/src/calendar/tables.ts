import type { DayKind } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'

export type CalendarTables = {
  calendar_day: { date: string; kind: DayKind; name_zh: string; name_en: string }
}

export const calendarExports: ExportedOf<CalendarTables> = { calendar_day: { key: ['date'] } }
