import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Call, CallAttempt } from '@loggia/protocol/console'
import { CheckList, Icon, Time, WirePart, countText, useText } from '@loggia/ui'
import { Tabs } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../centre/api.ts'
import { checksOf } from '../centre/calls/checks.ts'
import { outcomeOf } from '../centre/calls/outcome.ts'
import { Bar, Loaded } from '../centre/parts/loaded.tsx'
import { AttemptOutcome, CallStateOf } from '../centre/parts/states.tsx'
import { callTexts } from '../centre/text/calls.ts'
import { CallFoot } from './call-foot.tsx'
import { useCheckRows } from './check-rows.ts'

const route = getRouteApi('/seller/calls')
const whileOpen = 5_000

/** One call: request, answer, verdict, tries; and what comes next. */
export function CallView({ callId }: { readonly callId: string }) {
  const call = useCall(callId)
  return (
    <Loaded of={call} skeleton={<ViewSkeleton />}>
      {(found) => <Found call={found} />}
    </Loaded>
  )
}

/** A call that is not over is asked again until it is. */
function useCall(callId: string) {
  const key = 'GET /api/seller/calls/:callId'
  const { data } = useRead(key, { params: { callId } })
  const isOpen = data?.state === 'waiting' || data?.state === 'sending'
  return useRead(key, { params: { callId } }, { refetchInterval: isOpen ? whileOpen : false })
}

function Found({ call }: { readonly call: Call }) {
  const { attempt: wanted } = route.useSearch()
  const newest = call.attemptList.toSorted((a, b) => b.n - a.n)
  const attempt = newest.find(({ n }) => n === wanted) ?? newest[0]
  return (
    <>
      <Head call={call} attempt={attempt} />
      <Parts call={call} attempt={attempt} attempts={newest} />
      <CallFoot call={call} />
    </>
  )
}

type Shown = { readonly call: Call; readonly attempt: CallAttempt | undefined }

function Head({ call, attempt }: Shown) {
  const texts = callTexts.use()
  const text = useText()
  return (
    <header className="one__head">
      <div className="row--h">
        <h2>{call.activity}</h2>
        <CallStateOf state={call.state} pill />
        {call.live && <span className="tag">{texts.live}</span>}
      </div>
      <div className="one__meta num">
        {call.order && (
          <span>
            <b>{texts.meta.order}</b>
            <Link className="mono" to="/seller/orders/$orderId" params={{ orderId: call.order.id }}>
              {call.order.number}
            </Link>
          </span>
        )}
        <span>
          <b>{texts.meta.product}</b>
          {text(call.product.name)}
        </span>
        <span>
          <b>{attempt ? texts.meta.sent : texts.meta.created}</b>
          <Time at={attempt?.startedAt ?? call.createdAt} precision="ms" />
        </span>
        {attempt?.durationMs !== undefined && (
          <span>
            <b>{texts.meta.took}</b>
            {texts.ms(countText(attempt.durationMs))}
          </span>
        )}
        {attempt && (
          <span>
            <b>{texts.meta.attempt}</b>
            {texts.attemptOf(countText(attempt.n), countText(call.attempts))}
          </span>
        )}
      </div>
    </header>
  )
}

type PartKey = 'request' | 'answer' | 'verdict' | 'tries'

function Parts({ call, attempt, attempts }: Shown & { readonly attempts: readonly CallAttempt[] }) {
  const texts = callTexts.use()
  const [part, setPart] = useState<PartKey>('verdict')
  const isFailed = checksOf(attempt?.verdict).some((check) => check.outcome === 'failed')
  const bodies: Record<PartKey, ReactNode> = {
    request: attempt ? <WirePart part={attempt.request} side="request" /> : <NotSent call={call} />,
    answer: <Answer call={call} attempt={attempt} />,
    verdict: <VerdictPart call={call} attempt={attempt} />,
    tries: <Tries call={call} attempts={attempts} shown={attempt?.n} onChosen={() => setPart('verdict')} />,
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
      {key === 'tries' && <span className="count">{countText(attempts.length)}</span>}
    </>
  )
  return (
    <Tabs
      activeKey={part}
      onChange={(key) => setPart(key as PartKey)}
      items={(['request', 'answer', 'verdict', 'tries'] as const).map((key) => ({
        key,
        label: label(key),
        children: <div className="one__body">{bodies[key]}</div>,
      }))}
    />
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
        <Time at={call.dueAt} precision="second" />
      </p>
    </div>
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

function VerdictPart({ call, attempt }: Shown) {
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
    </>
  )
}

type TriesProps = {
  readonly call: Call
  readonly attempts: readonly CallAttempt[]
  readonly shown: number | undefined
  onChosen(): void
}

function Tries({ call, attempts, shown, onChosen }: TriesProps) {
  const texts = callTexts.use()
  const navigate = useNavigate()
  const search = route.useSearch()
  if (attempts.length === 0) return <NotSent call={call} />
  const choose = (n: number): void => {
    void navigate({
      to: '/seller/calls/$callId',
      params: { callId: call.id },
      search: { ...search, attempt: n },
    })
    onChosen()
  }
  return (
    <ol className="verd tries">
      {attempts.map(({ n, startedAt, durationMs, verdict }) => (
        <li key={n}>
          <span className="num">{countText(n)}</span>
          <Time at={startedAt} precision="second" />
          <AttemptOutcome outcome={outcomeOf(verdict?.code)} />
          <span className="num faint">
            {durationMs === undefined ? '–' : texts.ms(countText(durationMs))}
          </span>
          {n === shown ? (
            <span className="faint">{texts.showing}</span>
          ) : (
            <button className="link" type="button" onClick={() => choose(n)}>
              {texts.showAttempt(countText(n))}
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

const ViewSkeleton = () => (
  <div className="card__body stack skgap">
    <Bar width={180} height={20} />
    <Bar width="60%" />
    <Bar width="90%" height={96} />
  </div>
)
