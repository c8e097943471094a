import { omitUndefined } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import type { CallAttempt, DialCall } from '@loggia/protocol/console'
import { CheckList, Icon, Tabs, Time, WirePart, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CallArea } from '../calls/call-area.ts'
import { useCheckRows } from '../calls/check-rows.ts'
import { callTexts } from '../calls/texts.ts'
import { useSceneName } from '../scenes/scene-names.ts'
import { monitoringTexts } from './texts.ts'

type Part = 'verdict' | 'request' | 'answer'
type Shown = { readonly area: CallArea; readonly productId: string; readonly of: DialCall }

/** One scene of a dial test: the verdict, then the bytes as they were on the wire, secrets masked. */
export function DialCallView(props: Shown) {
  const texts = monitoringTexts.use().detail
  const calls = callTexts.use()
  const [part, setPart] = useState<Part>('verdict')
  const { of } = props
  const bodies: readonly (readonly [Part, ReactNode])[] = [
    ['verdict', <VerdictPart key="verdict" {...props} />],
    ['request', <WirePart key="request" part={of.request} side="request" />],
    ['answer', <Answer key="answer" of={of} />],
  ]
  return (
    <>
      <Head of={of} />
      <Tabs
        label={calls.parts.label}
        activeKey={part}
        onChange={setPart}
        items={bodies.map(([key, children]) => ({
          key,
          label: texts[key],
          children: <div className="one__body">{children}</div>,
        }))}
      />
    </>
  )
}

function Head({ of }: { readonly of: DialCall }) {
  const texts = monitoringTexts.use().detail
  const calls = callTexts.use()
  const nameOf = useSceneName()
  return (
    <header className="one__head">
      <div className="row--h">
        <h2>
          <span className="scene">
            <b>{nameOf(of.scene)}</b> <span className="mono">{of.activity}</span>
          </span>
        </h2>
        <span className="tag">{of.needed ? texts.needed : texts.other}</span>
      </div>
      <div className="one__meta num">
        <span>
          <b>{calls.meta.sent}</b>
          <Time at={of.at} precision="ms" />
        </span>
        <span>
          <b>{calls.meta.took}</b>
          {calls.ms(formatCount(of.durationMs))}
        </span>
        {of.resultCode !== undefined && (
          <span>
            <b>{texts.result}</b>
            {of.resultCode}
          </span>
        )}
        <span>
          <b>{texts.url}</b>
          <span className="mono wire-id">{of.url}</span>
        </span>
      </div>
    </header>
  )
}

/** The call in the form of an attempt, for the components of the pages of calls. */
const attemptOf = ({ at, durationMs, request, reply, verdict }: DialCall): CallAttempt =>
  omitUndefined({ n: 1, startedAt: at, durationMs, late: false, request, reply, verdict })

function VerdictPart({ area, productId, of }: Shown) {
  const texts = monitoringTexts.use().detail
  const calls = callTexts.use()
  const text = useText()
  const rows = useCheckRows(attemptOf(of))
  return (
    <>
      <div>
        <h3>{calls.sentence}</h3>
        <p className="sentence">{text(of.verdict.sentence)}</p>
        {area === 'seller' && !of.passed && (
          <Link className="t13" to="/seller/test-calls" search={{ target: productId, scene: of.scene }}>
            {texts.tests}
          </Link>
        )}
      </div>
      {of.slow && (
        <div className="note note--warn">
          <Icon name="clock" />
          <p>{texts.slow}</p>
        </div>
      )}
      {rows.length > 0 && <CheckList checks={rows} label={calls.checks.label} />}
    </>
  )
}

function Answer({ of }: { readonly of: DialCall }) {
  const { noAnswer } = monitoringTexts.use().detail
  if (of.reply) return <WirePart part={of.reply} side="answer" />
  return (
    <div>
      <h3>{noAnswer.title}</h3>
      <p className="t13 dim">{noAnswer.text}</p>
    </div>
  )
}
