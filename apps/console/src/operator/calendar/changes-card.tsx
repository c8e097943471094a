import type { AuditEntry } from '@loggia/protocol/console'
import { EmptyArch, Time, formatCount } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { AuditActor, AuditEvent } from '../audit/audit-entry.tsx'
import { auditTexts } from '../audit/texts.ts'
import { useDateText } from './date-text.ts'
import { isCalendarDate } from './days.ts'
import { calendarTexts } from './texts.ts'

/** The latest changes: what, which days, by whom and when. */
export function ChangesCard() {
  const texts = calendarTexts.use().history
  const entries = useList('GET /api/operator/history', { kind: 'calendar.', limit: 5 })
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Link className="link t13" to="/operator/audit" search={{ kind: 'calendar' }}>
          {texts.all}
        </Link>
      }
      bare
    >
      <Listing<AuditEntry>
        of={entries}
        columns={useColumns()}
        rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
    </Card>
  )
}

function useColumns(): readonly Column<AuditEntry>[] {
  const texts = calendarTexts.use()
  const { columns } = auditTexts.use()
  const format = useDateText()
  return [
    { key: 'what', title: texts.history.what, head: true, render: (entry) => <AuditEvent entry={entry} /> },
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
    { key: 'who', title: columns.who, render: (entry) => <AuditActor entry={entry} search={{}} /> },
    { key: 'at', title: columns.at, render: ({ at }) => <Time at={at} precision="second" /> },
  ]
}

/** The dates of recorded days, the earliest first. */
const listDatesOf = (days: unknown): string[] =>
  (Array.isArray(days) ? days : [])
    .flatMap((day: { readonly date?: unknown } | null) =>
      typeof day?.date === 'string' && isCalendarDate(day.date) ? [day.date] : [],
    )
    .toSorted()
