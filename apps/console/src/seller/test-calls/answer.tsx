import { omitUndefined } from '@loggia/kernel'
import type { CallAttempt, TestAnswer } from '@loggia/protocol/console'
import { Link } from '@tanstack/react-router'
import { CheckList, Icon, Tabs, WirePart, formatCount, useText } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useCheckRows } from '../../centre/calls/check-rows.ts'
import { withoutVerdict } from '../../centre/diagnosis/call-diagnosis.tsx'
import { DiagnosisResult } from '../../centre/diagnosis/result.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { apiKeyTexts } from '../api-keys/texts.ts'
import { callTexts } from '../../centre/calls/texts.ts'
import { testCallTexts } from './texts.ts'
import { findBreak } from './standing.ts'
import './test-calls.css'

type Shown = { readonly of: TestAnswer; readonly activity: string; readonly isLicense: boolean }
type Part = 'verdict' | 'request' | 'answer'

/** The result of a test call: first the verdict, then the bytes as they were on the wire. */
export function AnswerPart({ of, activity, isLicense, isNew }: Shown & { readonly isNew: boolean }) {
  const texts = callTexts.use()
  const [part, setPart] = useState<Part>('verdict')
  const bodies: readonly (readonly [Part, ReactNode])[] = [
    ['verdict', <VerdictPart key="verdict" of={of} activity={activity} isLicense={isLicense} />],
    ['request', <WirePart key="request" part={of.request} side="request" />],
    ['answer', <Reply key="answer" of={of} />],
  ]
  return (
    <div className="stack">
      <Outcome of={of} isNew={isNew} />
      <Tabs
        label={texts.parts.label}
        activeKey={part}
        onChange={setPart}
        items={bodies.map(([key, children]) => ({
          key,
          label: texts.parts[key],
          children: <div className="stack stack--wide answer__part">{children}</div>,
        }))}
      />
    </div>
  )
}

function Outcome({ of, isNew }: { readonly of: TestAnswer; readonly isNew: boolean }) {
  const { saved } = of
  const place = useRef<HTMLDivElement>(null)
  // A saved case is shown above the button that opened it, and may be out of sight.
  useEffect(() => {
    if (!isNew) place.current?.focus()
  }, [of, isNew])
  const texts = testCallTexts.use().answer
  const calls = callTexts.use()
  const kept = saved.passed ? texts.passedAt : texts.failedAt
  const now = saved.passed ? texts.passed : texts.failed
  const tone = saved.slow ? 'warn' : saved.passed ? 'ok' : 'bad'
  return (
    <div ref={place} tabIndex={-1} className={`note note--${tone}`}>
      <Icon name={saved.slow ? 'clock' : saved.passed ? 'check' : 'x'} />
      <div>
        <p className="strong">{isNew ? now : kept}</p>
        <p className="t13 num">
          {saved.resultCode !== undefined && `${texts.result} ${saved.resultCode} · `}
          {texts.took} {calls.ms(formatCount(saved.durationMs))}
          {saved.instanceId !== undefined && (
            <>
              {` · ${texts.instance} `}
              <span className="mono">{saved.instanceId}</span>
            </>
          )}
        </p>
        {saved.slow && <p className="t13">{texts.slow}</p>}
      </div>
    </div>
  )
}

/** The answer in the form of an attempt, for the components of the pages of calls. */
const attemptOf = ({ request, reply, saved }: TestAnswer): CallAttempt =>
  omitUndefined({
    n: 1,
    startedAt: saved.at,
    durationMs: saved.durationMs,
    late: false,
    request,
    reply,
    verdict: saved.verdict,
  })

function VerdictPart({ of, activity, isLicense }: Shown) {
  const texts = testCallTexts.use()
  const calls = callTexts.use()
  const text = useText()
  const rows = useCheckRows(attemptOf(of))
  const found = of.diagnosis && withoutVerdict(of.diagnosis)
  return (
    <>
      <div>
        <h3>{calls.sentence}</h3>
        <p className="sentence">{text(of.saved.verdict.sentence)}</p>
      </div>
      {!of.saved.passed && (
        <div>
          <h3>{texts.answer.breaks}</h3>
          <p className="t13">
            {of.saved.verdict.code === 'pending'
              ? texts.answer.later
              : texts.breaks[findBreak(activity, isLicense)]}
          </p>
        </div>
      )}
      {of.refusedQuery && <RefusedQuery of={of.refusedQuery} />}
      {rows.length > 0 && <CheckList checks={rows} label={calls.checks.label} />}
      {found && found.problems.length > 0 && (
        <div className="stack">
          <h3>{texts.answer.diagnosis}</h3>
          <DiagnosisResult of={found} />
        </div>
      )}
    </>
  )
}

/** Why an opening may have failed: the server's order query was refused. */
function RefusedQuery({ of }: { readonly of: NonNullable<TestAnswer['refusedQuery']> }) {
  const texts = testCallTexts.use().answer
  const { reasons } = apiKeyTexts.use()
  const mayOpen = useMayAsk('GET /api/seller/open-api-keys', 'access:read')
  return (
    <div>
      <h3>{texts.refused}</h3>
      <p className="t13">
        {texts.refusedBy(of.keyName)}
        {texts.ended(reasons[of.because])} {mayOpen && <Link to="/seller/access">{texts.keys}</Link>}
      </p>
    </div>
  )
}

function Reply({ of }: { readonly of: TestAnswer }) {
  const texts = callTexts.use().noAnswer
  if (of.reply) return <WirePart part={of.reply} side="answer" />
  return (
    <div>
      <h3>{texts.title}</h3>
      <p className="t13 dim">{texts.text}</p>
    </div>
  )
}
