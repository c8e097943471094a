import { Link, getRouteApi } from '@tanstack/react-router'
import type { CallSummary } from '@loggia/protocol/console'
import { countText, dayHeading, timeText, useLanguage, useText, useZone } from '@loggia/ui'
import { Fragment } from 'react'
import { outcomeOf } from '../centre/calls/outcome.ts'
import { AttemptOutcome, CallStateOf } from '../centre/parts/states.tsx'
import { callTexts } from '../centre/text/calls.ts'

const route = getRouteApi('/seller/calls')

/** Calls by day, each as a link to its bytes. */
export function CallLinks(props: {
  readonly calls: readonly CallSummary[]
  readonly chosen: string | undefined
}) {
  const language = useLanguage()
  const zone = useZone()
  const dayOf = ({ createdAt }: CallSummary): string => dayHeading(createdAt, { language, zone })
  return (
    <ol className="msgs">
      {props.calls.map((call, index) => {
        const before = props.calls[index - 1]
        const isNewDay = before === undefined || dayOf(before) !== dayOf(call)
        return (
          <Fragment key={call.id}>
            {isNewDay && <li className="msgs__day">{dayOf(call)}</li>}
            <CallLink call={call} isChosen={call.id === props.chosen} />
          </Fragment>
        )
      })}
    </ol>
  )
}

function CallLink({ call, isChosen }: { readonly call: CallSummary; readonly isChosen: boolean }) {
  const texts = callTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  const search = route.useSearch()
  const at = call.last?.at ?? call.createdAt
  return (
    <li>
      <Link
        to="/seller/calls/$callId"
        params={{ callId: call.id }}
        search={withoutAttempt(search)}
        // Only this link knows the choice: with none in the address it is the first of the list.
        activeProps={{}}
        aria-current={isChosen ? 'true' : undefined}
      >
        <time dateTime={at}>{timeText(at, { language, zone, precision: 'clock' })}</time>
        <span className="mono clamp1">{call.activity}</span>
        <Result call={call} />
        <span className="sub clamp1">
          {call.order && (
            <>
              <span className="mono">{call.order.number}</span>
              {language === 'zh-CN' ? '，' : ', '}
            </>
          )}
          {text(call.product.name)}
        </span>
        <span className="sub num nowrap">
          {call.last?.durationMs === undefined
            ? call.attempts === 0
              ? texts.notSent.title
              : texts.tries(countText(call.attempts))
            : texts.ms(countText(call.last.durationMs))}
        </span>
      </Link>
    </li>
  )
}

function Result({ call }: { readonly call: CallSummary }) {
  const verdict = call.last?.verdict
  if (!verdict || call.state === 'stopped' || call.state === 'stuck' || call.state === 'superseded')
    return <CallStateOf state={call.state} />
  return <AttemptOutcome outcome={outcomeOf(verdict.code)} resultCode={call.last?.resultCode} brief />
}

function withoutAttempt<T extends { readonly attempt?: number }>({
  attempt: _,
  ...search
}: T): Omit<T, 'attempt'> {
  return search
}
