import type { CalendarYear } from '@loggia/protocol/console'
import { getRouteApi } from '@tanstack/react-router'
import { Button, EmptyArch, formatCount, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ChangesCard } from './changes-card.tsx'
import { useDateText } from './date-text.ts'
import { DaysDialog } from './days-dialog.tsx'
import { countKind, groupDays } from './days.ts'
import type { Stretch } from './days.ts'
import { LinesDialog } from './lines-dialog.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { calendarTexts } from './texts.ts'
import '../operator.css'

const page = getRouteApi('/operator/calendar')

/** Which days are working days: a year's holidays and the weekend days that are worked. */
export function CalendarPage() {
  const texts = calendarTexts.use()
  const { year } = page.useSearch()
  const calendar = useRead('GET /api/operator/calendar', { query: { year } })
  const mayChange = useMayAsk('POST /api/operator/calendar/days', 'main')
  const mayAudit = useMayAsk('GET /api/operator/history', 'main')
  const [open, setOpen] = useState<'days' | 'lines'>()
  const close = () => setOpen(undefined)
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        mayChange ? (
          <>
            <Button onClick={() => setOpen('lines')}>{texts.import}</Button>
            <Button variant="primary" onClick={() => setOpen('days')}>
              {texts.add}
            </Button>
          </>
        ) : (
          <span className="why">{texts.readOnly}</span>
        )
      }
    >
      <Loaded of={calendar} skeleton={<CardSkeleton rows={8} />}>
        {(found) => (
          <div className="od__main">
            <YearCard of={found} mayChange={mayChange} />
            {mayAudit && <ChangesCard />}
          </div>
        )}
      </Loaded>
      {open === 'days' && <DaysDialog onClose={close} />}
      {open === 'lines' && <LinesDialog onClose={close} />}
    </Page>
  )
}

type OfYear = { readonly of: CalendarYear; readonly mayChange: boolean }

function YearCard({ of, mayChange }: OfYear) {
  const texts = calendarTexts.use()
  const { year, days } = of
  const [removed, setRemoved] = useState<Pick<Stretch, 'from' | 'to' | 'count'>>()
  const working = formatCount(of.workingDays)
  const summary = texts.summary({
    holidays: formatCount(countKind(days, 'holiday')),
    workdays: formatCount(countKind(days, 'workday')),
    working,
  })
  const whole = { from: `${year}-01-01`, to: `${year}-12-31`, count: days.length }
  return (
    <Card
      id={useId()}
      title={texts.yearTitle(String(year))}
      beside={<span className="t13 faint">{days.length === 0 ? texts.plain(working) : summary}</span>}
      end={
        <>
          <YearChoice of={of} />
          {days.length > 0 && <CsvLink of="GET /api/operator/calendar.csv" query={{ year: String(year) }} />}
          {mayChange && days.length > 0 && (
            <Button onClick={() => setRemoved(whole)}>{texts.removeYear}</Button>
          )}
        </>
      }
      bare
    >
      {days.length === 0 ? (
        <EmptyArch title={texts.empty.title(String(year))} text={texts.empty.text} />
      ) : (
        <Days stretches={groupDays(days)} onRemove={mayChange ? setRemoved : undefined} />
      )}
      {removed && <RemovalDialog of={removed} onClose={() => setRemoved(undefined)} />}
    </Card>
  )
}

function YearChoice({ of }: Pick<OfYear, 'of'>) {
  const texts = calendarTexts.use()
  const navigate = page.useNavigate()
  const id = useId()
  return (
    <div>
      <label className="sr" htmlFor={id}>
        {texts.year}
      </label>
      <select
        id={id}
        className="select select--sm"
        value={of.year}
        onChange={(event) =>
          void navigate({ search: { year: Number(event.target.value) }, replace: true, resetScroll: false })
        }
      >
        {of.years.map((year) => (
          <option key={year} value={year}>
            {texts.yearTitle(String(year))}
          </option>
        ))}
      </select>
    </div>
  )
}

type OfDays = {
  readonly stretches: readonly Stretch[]
  readonly onRemove: ((stretch: Stretch) => void) | undefined
}

function Days({ stretches, onRemove }: OfDays) {
  const { columns } = calendarTexts.use()
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{columns.dates}</th>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col" className="n">
            {columns.count}
          </th>
          {onRemove && (
            <th scope="col" className="n">
              {columns.acts}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {stretches.map((stretch) => (
          <Row key={stretch.from} of={stretch} onRemove={onRemove} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ of, onRemove }: Pick<OfDays, 'onRemove'> & { readonly of: Stretch }) {
  const texts = calendarTexts.use()
  const { columns } = texts
  const dates = useDateText()(of)
  return (
    <tr>
      <td className="rows__head">
        <b className="strong num">{dates}</b>
      </td>
      <td data-label={columns.name}>{useText()(of.name)}</td>
      <td data-label={columns.kind}>
        <span className={of.kind === 'holiday' ? 'tag tag--ok' : 'tag tag--warn'}>
          {texts.kinds[of.kind]}
        </span>
      </td>
      <td data-label={columns.count} className="n">
        {texts.days(formatCount(of.count))}
      </td>
      {onRemove && (
        <td data-label={columns.acts} className="n">
          <button
            className="link"
            type="button"
            aria-label={texts.removeOf(dates)}
            onClick={() => onRemove(of)}
          >
            {texts.remove}
          </button>
        </td>
      )}
    </tr>
  )
}
