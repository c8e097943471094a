import { useNavigate } from '@tanstack/react-router'
import type { Call, CallAttempt } from '@loggia/protocol/console'
import { CheckList, Icon, Tabs, Time, WirePart, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { AttemptOutcome } from '../parts/states.tsx'
import { callTexts } from './texts.ts'
import { CallDiagnosis } from '../diagnosis/call-diagnosis.tsx'
import type { CallArea } from './call-area.ts'
import { useCheckRows } from './check-rows.ts'
import { listChecks, mustBeProven } from './checks.ts'
import { toOutcomeInCall, toOutcome } from './outcome.ts'
import { useCallSearch } from './search.ts'

type Shown = { readonly call: Call; readonly attempt: CallAttempt | undefined }

type PartKey = 'request' | 'answer' | 'verdict' | 'tries'

type PartsProps = Shown & { readonly area: CallArea; readonly attempts: readonly CallAttempt[] }

/** Request, answer, verdict and all attempts of a call. */
export function CallParts({ area, call, attempt, attempts }: PartsProps) {
  const texts = callTexts.use()
  const [part, setPart] = useState<PartKey>('verdict')
  const checks = attempt ? listChecks(attempt.verdict, mustBeProven(attempt)) : []
  const isFailed = checks.some((check) => check.outcome === 'failed')
  const bodies: Record<PartKey, ReactNode> = {
    request: attempt ? <WirePart part={attempt.request} side="request" /> : <NotSent call={call} />,
    answer: <Answer call={call} attempt={attempt} />,
    verdict: <VerdictPart area={area} call={call} attempt={attempt} />,
    tries: (
      <Tries
        area={area}
        call={call}
        attempts={attempts}
        shown={attempt?.n}
        onChosen={() => setPart('verdict')}
      />
    ),
  }
  const label = (key: PartKey): ReactNode => (
    <>
      {texts.parts[key]}
      {key === 'verdict' && isFailed && (
        <>
          <span className="badge badge--bad" aria-hidden="true">
            1
          </span>
          <span className="sr">{texts.failedCheck}</span>
        </>
      )}
      {key === 'tries' && <span className="count">{formatCount(attempts.length)}</span>}
    </>
  )
  return (
    <Tabs
      label={texts.parts.label}
      activeKey={part}
      onChange={setPart}
      items={(['request', 'answer', 'verdict', 'tries'] as const).map((key) => ({
        key,
        label: label(key),
        children: <div className="one__body">{bodies[key]}</div>,
      }))}
    />
  )
}

function Answer({ call, attempt }: Shown) {
  const texts = callTexts.use()
  if (!attempt) return <NotSent call={call} />
  if (!attempt.reply) return <Said title={texts.noAnswer.title} text={texts.noAnswer.text} />
  return (
    <>
      {attempt.late && (
        <div className="note note--warn">
          <Icon name="clock" />
          <p>{texts.late}</p>
        </div>
      )}
      <WirePart part={attempt.reply} side="answer" />
    </>
  )
}

function VerdictPart({ area, call, attempt }: Shown & { readonly area: CallArea }) {
  const texts = callTexts.use()
  const text = useText()
  const rows = useCheckRows(attempt)
  if (!attempt) return <NotSent call={call} />
  if (!attempt.verdict) return <Said title={texts.noVerdict.title} text={texts.noVerdict.text} />
  return (
    <>
      <div>
        <h3>{texts.sentence}</h3>
        <p className="sentence">{text(attempt.verdict.sentence)}</p>
      </div>
      {rows.length > 0 && <CheckList checks={rows} label={texts.checks.label} />}
      {area === 'seller' && <CallDiagnosis call={call} attempt={attempt} />}
    </>
  )
}

function Said({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="t13 dim">{text}</p>
    </div>
  )
}

function NotSent({ call }: { readonly call: Call }) {
  const texts = callTexts.use().notSent
  if (call.dueAt === undefined) return <Said title={texts.title} text={texts.textWithoutTime} />
  return (
    <div>
      <h3>{texts.title}</h3>
      <p className="t13 dim">
        {texts.due} <Time at={call.dueAt} precision="second" />
      </p>
    </div>
  )
}

type TriesProps = {
  readonly area: CallArea
  readonly call: Call
  readonly attempts: readonly CallAttempt[]
  readonly shown: number | undefined
  onChosen(): void
}

function Tries({ area, call, attempts, shown, onChosen }: TriesProps) {
  const texts = callTexts.use()
  const navigate = useNavigate()
  const search = useCallSearch(area)
  if (attempts.length === 0) return <NotSent call={call} />
  const choose = (n: number): void => {
    void navigate({
      to: `/${area}/calls/$callId`,
      params: { callId: call.id },
      search: { ...search, attempt: n },
    })
    onChosen()
  }
  return (
    <ol className="verd tries">
      {attempts.map(({ n, startedAt, durationMs, verdict }) => (
        <li key={n}>
          <span className="num">{formatCount(n)}</span>
          <Time at={startedAt} precision="second" />
          <AttemptOutcome
            outcome={
              n === call.attempts ? toOutcomeInCall(verdict?.code, call.state) : toOutcome(verdict?.code)
            }
          />
          <span className="num faint">
            {durationMs === undefined ? '–' : texts.ms(formatCount(durationMs))}
          </span>
          {n === shown ? (
            <span className="faint">{texts.showing}</span>
          ) : (
            <button className="link" type="button" onClick={() => choose(n)}>
              {texts.showAttempt(formatCount(n))}
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}
