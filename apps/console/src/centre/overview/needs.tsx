import { fromIso } from '@loggia/kernel'
import { State, formatWholeSpan, formatTime, useLanguage, useZone } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../frame.ts'
import { Card } from '../parts/page.tsx'
import { overviewTexts } from './texts.ts'

/** What needs the reader, the most urgent first; nothing at all is said if nothing does. */
export function NeedsCard({ count, children }: { readonly count: string; readonly children: ReactNode }) {
  const texts = overviewTexts.use().needs
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.count(count)}</span>}
      bare
    >
      <ol className="todo">{children}</ol>
    </Card>
  )
}

/** One thing to do: what it is, what it costs, by when, and the way to it. */
export function Need(props: {
  readonly kind: StateKind
  readonly state: string
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly by?: ReactNode
  readonly act: ReactNode
}) {
  return (
    <li>
      <State kind={props.kind}>{props.state}</State>
      <div>
        <h3>{props.title}</h3>
        {props.text && <p>{props.text}</p>}
      </div>
      <div className="by">{props.by}</div>
      {props.act}
    </li>
  )
}

const soonMs = 24 * 3_600_000

/** When something ends, and how long that is from now. */
export function Deadline(props: {
  readonly at: string
  readonly what: (time: string) => string
  /** What is said once it is over. */
  readonly past: string
}) {
  const { at, what, past } = props
  const texts = overviewTexts.use().needs
  const language = useLanguage()
  const zone = useZone()
  const leftMs = fromIso(at) - useNow()()
  return (
    <>
      <span>{what(formatTime(at, { language, zone }))}</span>
      {leftMs <= 0 ? (
        <b className="c-bad">{past}</b>
      ) : (
        <b className={leftMs < soonMs ? 'c-warn' : undefined}>
          {texts.left(formatWholeSpan(leftMs, language))}
        </b>
      )}
    </>
  )
}
