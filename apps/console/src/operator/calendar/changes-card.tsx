import type { AuditEntry } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import type { Column } from '../../centre/parts/listing.tsx'
import { LatestChanges } from '../audit/latest-changes.tsx'
import { useDateText } from './date-text.ts'
import { isCalendarDate } from './days.ts'
import { calendarTexts } from './texts.ts'

/** The latest changes: what, which days, by whom and when. */
export function ChangesCard() {
  return <LatestChanges kind="calendar" texts={calendarTexts.use().history} columns={useColumns()} />
}

function useColumns(): readonly Column<AuditEntry>[] {
  const texts = calendarTexts.use()
  const format = useDateText()
  return [
    {
      key: 'dates',
      title: texts.columns.dates,
      render: ({ data }) => {
        const dates = listDatesOf(data['days'])
        const [from] = dates
        const to = dates.at(-1)
        return from === undefined || to === undefined ? (
          '–'
        ) : (
          <span className="num">{format({ from, to })}</span>
        )
      },
    },
    {
      key: 'count',
      title: texts.columns.count,
      end: true,
      render: ({ data }) => texts.days(formatCount(listDatesOf(data['days']).length)),
    },
  ]
}

/** The dates of recorded days, the earliest first. */
const listDatesOf = (days: unknown): string[] =>
  (Array.isArray(days) ? days : [])
    .flatMap((day: { readonly date?: unknown } | null) =>
      typeof day?.date === 'string' && isCalendarDate(day.date) ? [day.date] : [],
    )
    .toSorted()
