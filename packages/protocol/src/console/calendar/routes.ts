import { dayKinds } from '@loggia/kernel'
import { z } from 'zod'
import { firstYear, lastYear, longestDayName, mostDaysAtOnce } from './kinds.ts'
import { defineExport } from '../export.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineLine } from '../values.ts'

/** A date in the zone of the marketplace, from 2000 to 2099: `2027-02-06`. */
const dateSchema = z.iso.date().regex(/^20/)
const yearSchema = z.coerce.number().int().min(firstYear).max(lastYear)
const ofYear = z.object({ year: yearSchema.optional() })

/** A day that is not what its weekday says. */
export const calendarDaySchema = z.object({
  date: dateSchema,
  kind: z.enum(dayKinds),
  name: defineLine(longestDayName),
})
export type CalendarDay = z.infer<typeof calendarDaySchema>

const count = z.number().int().min(0)

/** A year of the calendar. */
export const calendarYearSchema = z.object({
  year: z.number().int(),
  days: z.array(calendarDaySchema),
  /** How many working days the year has with these days. */
  workingDays: count,
  /** The years that have such days, the current one and the next. */
  years: z.array(z.number().int()),
})
export type CalendarYear = z.infer<typeof calendarYearSchema>

export const calendarRoutes = defineRoutes({
  'GET /api/operator/calendar': {
    summary: {
      en: 'Get the holidays and the additional working days of a year; of the current year by default',
      zh: '查询一年的节假日和调休工作日，默认为当年',
    },
    role: 'operator',
    needs: operatorGrants,
    query: ofYear,
    reply: calendarYearSchema,
  },
  'GET /api/operator/calendar.csv': defineExport(
    { role: 'operator', needs: operatorGrants },
    { en: 'the holidays and the additional working days', zh: '节假日和调休工作日' },
    ofYear,
  ),
  'POST /api/operator/calendar/days': {
    summary: {
      en: 'Set holidays and additional working days; a date that is set already is replaced',
      zh: '设置节假日和调休工作日，已设置的日期会被覆盖',
    },
    role: 'operator',
    needs: 'main',
    body: z.object({ days: z.array(calendarDaySchema).min(1).max(mostDaysAtOnce) }).strict(),
    reply: z.object({ added: count, replaced: count }),
  },
  'POST /api/operator/calendar/removals': {
    summary: {
      en: 'Remove all holidays and additional working days from one date to another, both included',
      zh: '删除起止日期之间（含首尾）的全部节假日和调休工作日',
    },
    role: 'operator',
    needs: 'main',
    body: z.object({ from: dateSchema, to: dateSchema }).strict(),
    reply: z.object({ removed: count }),
  },
})
