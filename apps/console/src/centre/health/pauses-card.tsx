import type { Health, HealthPause } from '@loggia/protocol/console'
import { State, Time, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { stateTexts } from '../parts/state-texts.ts'
import { Card } from '../parts/page.tsx'
import { healthTexts } from './texts.ts'
import './health.css'

/** When calls were paused, and why. */
export function PausesCard({ pauses }: { readonly pauses: Health['pauses'] }) {
  const texts = healthTexts.use().pauses
  return (
    <div className="w7">
      <Card id={useId()} title={texts.title} beside={<span className="t13 faint">{texts.lead}</span>}>
        {pauses.length === 0 ? (
          <p className="t13 dim">{texts.none}</p>
        ) : (
          <ul className="pauses">
            {pauses.map((pause, nth) => (
              // Two channels may be paused at the same moment.
              <Pause key={`${pause.from} ${nth}`} of={pause} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

function Pause({ of: { from, to, failures, verdict } }: { readonly of: HealthPause }) {
  const texts = healthTexts.use().pauses
  const words = stateTexts.use().breaker
  const text = useText()
  return (
    <li>
      <State kind={to === undefined ? 'bad' : 'end'}>
        <Time at={from} /> – {to === undefined ? texts.lasting : <Time at={to} />}
      </State>
      {to === undefined && <span className="sr">{words.open}</span>}
      <p className="t13 dim">{texts.failures(formatCount(failures))}</p>
      <p className="t13 faint">{text(verdict.sentence)}</p>
    </li>
  )
}
