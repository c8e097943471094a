import { Link } from '@tanstack/react-router'
import { addDays, listDates, toCalendarDate, fromIso, toZone } from '@loggia/kernel'
import type { BuyerRenewals, ExpiryKind } from '@loggia/protocol/console'
import { State, formatAmount, formatDay, useLanguage, useText, useZone } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import { useNow } from '../../centre/frame.ts'
import { Card } from '../../centre/parts/page.tsx'
import { buyerOverviewTexts } from './texts.ts'
import './overview.css'

type Entry = BuyerRenewals['calendar'][number]
const days = 28
export const stateKinds: Readonly<Record<ExpiryKind, StateKind>> = {
  renews: 'ok',
  ends: 'warn',
  trial_ends: 'run',
  freezes: 'warn',
  releases: 'bad',
}

/** The next four weeks, from today on: on which day which service renews, ends, is frozen or released. */
export function CalendarCard({ of }: { readonly of: BuyerRenewals }) {
  const texts = buyerOverviewTexts.use().calendar
  const zone = toZone(useZone())
  const now = useNow()()
  const dates = listDates(toCalendarDate(now, zone), toCalendarDate(addDays(now, days - 1, zone), zone))
  const weekday = new Intl.DateTimeFormat(useLanguage(), { weekday: 'short', timeZone: 'UTC' })
  const byDate = Map.groupBy(of.calendar, ({ at }) => toCalendarDate(fromIso(at), zone))
  return (
    <Card id={useId()} title={texts.title} beside={<span className="t13 faint">{texts.lead}</span>} bare>
      {of.calendar.length === 0 ? (
        <p className="card__body t13 dim">{texts.none}</p>
      ) : (
        <ol className="month">
          {dates.map((date, i) => (
            <Day
              key={date}
              date={date}
              weekday={weekday.format(fromIso(`${date}T00:00:00Z`))}
              entries={byDate.get(date) ?? []}
              isToday={i === 0}
            />
          ))}
        </ol>
      )}
    </Card>
  )
}

function Day(props: {
  readonly date: string
  readonly weekday: string
  readonly entries: readonly Entry[]
  readonly isToday: boolean
}) {
  const texts = buyerOverviewTexts.use().calendar
  const language = useLanguage()
  const { date, weekday, entries, isToday } = props
  return (
    <li className={entries.length === 0 ? 'month__day month__day--none' : 'month__day'}>
      <span className="month__date" aria-current={isToday ? 'date' : undefined}>
        <b>{formatDay(date, language)}</b> {isToday ? texts.today : weekday}
      </span>
      {entries.map((entry) => (
        <Expiry key={entry.id} of={entry} />
      ))}
    </li>
  )
}

function Expiry({ of: { id, name, kind, amount } }: { readonly of: Entry }) {
  const texts = buyerOverviewTexts.use().calendar
  const text = useText()
  return (
    <Link
      className={`month__entry month__entry--${stateKinds[kind]}`}
      to="/buyer/services/$serviceId"
      params={{ serviceId: id }}
    >
      <b>{text(name)}</b>
      <State kind={stateKinds[kind]}>{texts.moments[kind]}</State>
      {kind === 'renews' && amount && <span className="num">{formatAmount(amount)}</span>}
    </Link>
  )
}
