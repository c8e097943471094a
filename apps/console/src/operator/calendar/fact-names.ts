import type { calendarFacts } from '@loggia/protocol/console/calendar/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    calendar: { facts: typeof calendarFacts }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof calendarFacts>>(
  {
    'calendar.days_set': '设置特殊日期',
    'calendar.days_removed': '删除特殊日期',
  },
  {
    'calendar.days_set': 'Special days set',
    'calendar.days_removed': 'Special days removed',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof calendarFacts>>(
  {
    areas: { calendar: '工作日历' },
    subjects: {},
  },
  {
    areas: { calendar: 'Working days' },
    subjects: {},
  },
)
