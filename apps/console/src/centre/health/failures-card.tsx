import { Link } from '@tanstack/react-router'
import type { Health, HealthFailure } from '@loggia/protocol/console'
import { ShareBar, formatCount } from '@loggia/ui'
import { useId } from 'react'
import type { CallArea } from '../calls/call-area.ts'
import { Card } from '../parts/page.tsx'
import { healthTexts } from './texts.ts'
import './health.css'

/** Why attempts failed, the most frequent cause first, each with what to do and an example. */
export function FailuresCard(props: { readonly area: CallArea; readonly failures: Health['failures'] }) {
  const texts = healthTexts.use().failures
  const { area, failures } = props
  const all = failures.reduce((sum, { attempts }) => sum + attempts, 0)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={all > 0 && <span className="t13 dim num">{texts.sum(formatCount(all))}</span>}
    >
      {failures.length === 0 ? (
        <p className="t13 dim">{texts.none}</p>
      ) : (
        <ul className="causes">
          {failures.map((failure) => (
            <Failure key={`${failure.cause} ${failure.remedy}`} area={area} of={failure} all={all} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Failure(props: { readonly area: CallArea; readonly of: HealthFailure; readonly all: number }) {
  const texts = healthTexts.use().failures
  const { area, of, all } = props
  const name = texts.causes[of.cause]
  const callId = of.verdicts.find((verdict) => verdict.callId !== undefined)?.callId
  return (
    <li>
      <div className="row between">
        <b className="strong">{name}</b>
        <span className="num">{formatCount(of.attempts)}</span>
      </div>
      <ShareBar part={of.attempts} whole={all} />
      <p className="t13 dim">
        {texts.remedies[of.remedy]}{' '}
        {callId !== undefined && (
          <Link to={`/${area}/calls/$callId`} params={{ callId }} aria-label={texts.exampleOf(name)}>
            {texts.example}
          </Link>
        )}
      </p>
    </li>
  )
}
