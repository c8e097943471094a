import { Link } from '@tanstack/react-router'
import { formatCount, formatDayHeading, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { Fragment } from 'react'
import { AttemptOutcome, CallStateOf } from '../parts/states.tsx'
import { callTexts } from './texts.ts'
import { isParked, useStandingOf } from './call-area.ts'
import type { CallArea, ListedCall, Standing } from './call-area.ts'
import { toOutcomeInCall } from './outcome.ts'
import { Scene } from './scene.tsx'
import { changeCallSearch, useCallSearch } from './search.ts'

/** Calls grouped by day, each with a link to its bytes. */
export function CallLinks(props: {
  readonly area: CallArea
  readonly calls: readonly ListedCall[]
  readonly chosen: string | undefined
}) {
  const language = useLanguage()
  const zone = useZone()
  const standingOf = useStandingOf(props.area)
  const dayOf = ({ createdAt }: ListedCall): string => formatDayHeading(createdAt, { language, zone })
  return (
    <ol className="msgs">
      {props.calls.map((call, index) => {
        const before = props.calls[index - 1]
        const isNewDay = before === undefined || dayOf(before) !== dayOf(call)
        return (
          <Fragment key={call.id}>
            {isNewDay && <li className="msgs__day">{dayOf(call)}</li>}
            <CallLink
              area={props.area}
              call={call}
              isChosen={call.id === props.chosen}
              standing={standingOf(call)}
            />
          </Fragment>
        )
      })}
    </ol>
  )
}

type CallLinkProps = {
  readonly area: CallArea
  readonly call: ListedCall
  readonly isChosen: boolean
  readonly standing: Standing | undefined
}

function CallLink({ area, call, isChosen, standing }: CallLinkProps) {
  const language = useLanguage()
  const zone = useZone()
  const search = useCallSearch(area)
  return (
    <li>
      <Link
        to={`/${area}/calls/$callId`}
        params={{ callId: call.id }}
        search={changeCallSearch(search, {})}
        // Only this link knows the choice: without one in the address, it is the first of the list.
        activeProps={{}}
        aria-current={isChosen ? 'true' : undefined}
      >
        <time dateTime={call.createdAt}>
          {formatTime(call.createdAt, { language, zone, precision: 'clock' })}
        </time>
        <Scene activity={call.activity} />
        <Result call={call} standing={standing} />
        <About call={call} />
        <Effort call={call} />
      </Link>
    </li>
  )
}

function About({ call }: { readonly call: ListedCall }) {
  const language = useLanguage()
  const text = useText()
  const comma = language === 'zh-CN' ? '，' : ', '
  return (
    <span className="sub">
      {call.order && (
        <>
          <span className="mono">{call.order.number}</span>
          {comma}
        </>
      )}
      {call.seller && `${text(call.seller.name)}${comma}`}
      {text(call.product.name)}
    </span>
  )
}

/** The number of tries, and whether somebody has to act. */
function Effort({ call }: { readonly call: ListedCall }) {
  const texts = callTexts.use()
  const language = useLanguage()
  const tried =
    call.attempts > 1 || call.result === 'open_failure' || call.last?.durationMs === undefined
      ? texts.tries(formatCount(call.attempts))
      : texts.ms(formatCount(call.last.durationMs))
  return (
    <span className="sub num">
      {call.attempts === 0 ? texts.notSent.title : tried}
      {call.result === 'open_failure' && (
        <>
          {language === 'zh-CN' ? '，' : ', '}
          <b className="c-bad">{texts.openFailure}</b>
        </>
      )}
    </span>
  )
}

function Result({ call, standing }: { readonly call: ListedCall; readonly standing: Standing | undefined }) {
  const verdict = call.last?.verdict
  if (isParked(call, standing)) return <CallStateOf state="parked" />
  if (!verdict || call.state === 'stopped' || call.state === 'stuck' || call.state === 'superseded')
    return <CallStateOf state={call.state} />
  return (
    <AttemptOutcome
      outcome={toOutcomeInCall(verdict.code, call.state)}
      resultCode={call.last?.resultCode}
      brief
    />
  )
}
