import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { useLanguage, useZone } from '../language.tsx'
import { formatTime } from '../time.tsx'
import { groupByDay, formatDayHeading, toYear } from './days.ts'

/** ok and bad for outcomes, warn for what waits, call for an exchange with a server, plain for the rest. */
export type TimelineTone = 'ok' | 'bad' | 'warn' | 'call' | 'plain'
/** One entry: when, one line that says what happened, and details. `at` is UTC in ISO 8601. */
export type TimelineEntry = {
  readonly key: string
  readonly at: string
  readonly tone: TimelineTone
  readonly icon: IconName
  readonly title: string
  readonly body?: ReactNode
}
/** An entry for something that has not happened yet; `at` is the latest time at which it will. */
export type ComingEntry = Omit<TimelineEntry, 'tone' | 'icon'>

/** The time line of a thing: future entries on top with a dashed dot, then past ones, newest first. */
export function Timeline(props: {
  readonly entries: readonly TimelineEntry[]
  readonly coming?: readonly ComingEntry[]
  readonly label: string
}) {
  const language = useLanguage()
  const zone = useZone()
  return (
    <ol className="tl" aria-label={props.label}>
      {props.coming?.map((entry) => (
        <Coming key={entry.key} entry={entry} newest={props.entries[0]?.at} />
      ))}
      {groupByDay(props.entries, { language, zone }).map((day) => (
        <Fragment key={day.heading}>
          <li className="day">
            <span>{day.heading}</span>
          </li>
          {day.entries.map((entry) => (
            <Happened key={entry.key} entry={entry} />
          ))}
        </Fragment>
      ))}
    </ol>
  )
}

function Coming({ entry, newest }: { readonly entry: ComingEntry; readonly newest: string | undefined }) {
  const language = useLanguage()
  const zone = useZone()
  const isToday =
    newest !== undefined &&
    formatDayHeading(newest, { language, zone }) === formatDayHeading(entry.at, { language, zone })
  const currentYear = newest === undefined ? undefined : toYear(newest, zone)
  return (
    <li className="next">
      <time dateTime={entry.at}>
        {formatTime(entry.at, { language, zone, currentYear, precision: isToday ? 'clock' : 'minute' })}
      </time>
      <Dot icon="clock" />
      <div className="body">
        <h3 className="dim">{entry.title}</h3>
        {entry.body}
      </div>
    </li>
  )
}

function Happened({ entry }: { readonly entry: TimelineEntry }) {
  const language = useLanguage()
  const zone = useZone()
  return (
    <li className={entry.tone === 'plain' ? undefined : entry.tone}>
      <time dateTime={entry.at}>{formatTime(entry.at, { language, zone, precision: 'clock' })}</time>
      <Dot icon={entry.icon} />
      <div className="body">
        <h3>{entry.title}</h3>
        {entry.body}
      </div>
    </li>
  )
}

const Dot = ({ icon }: { readonly icon: IconName }) => (
  <span className="dot" aria-hidden="true">
    <span>
      <Icon name={icon} />
    </span>
  </span>
)
