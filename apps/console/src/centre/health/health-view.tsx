import type { Health } from '@loggia/protocol/console'
import {
  ChartCard,
  formatCount,
  formatDay,
  formatDelay,
  formatShare,
  formatTime,
  toPercent,
  useLanguage,
  useZone,
} from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { FiguresForBuyers } from '../../storefront/product/figures.tsx'
import type { CallArea } from '../calls/call-area.ts'
import { Card } from '../parts/page.tsx'
import { FailuresCard } from './failures-card.tsx'
import { InterfacesCard } from './interfaces-card.tsx'
import { PausesCard } from './pauses-card.tsx'
import { healthTexts } from './texts.ts'
import './health.css'

type Props = {
  readonly area: CallArea
  readonly health: Health
  /** Whether it is the answer to the question before, while the answer to this one is loaded. */
  readonly isBefore: boolean
}

/** How a seller's interfaces did: figures, charts per day, each interface, failures with what to do, and pauses. */
export function HealthView({ area, health, isBefore }: Props) {
  const texts = healthTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const { countedAt } = health
  return (
    <div className="health" aria-busy={isBefore}>
      <Figures of={health} />
      <p className="t13 faint">
        {countedAt === undefined
          ? texts.notCounted
          : texts.counted(formatTime(countedAt, { language, zone }))}{' '}
        {texts.percentiles}
      </p>
      <div className="op">
        <Charts of={health}>
          <FailuresCard area={area} failures={health.failures} />
        </Charts>
        <InterfacesCard area={area} health={health} />
        <PausesCard pauses={health.pauses} />
        <ForBuyers of={health} />
      </div>
    </div>
  )
}

function Figures({ of: { total } }: { readonly of: Health }) {
  const texts = healthTexts.use().figures
  const { attempts, succeeded, interrupted, p50Ms, p95Ms, p99Ms } = total
  const failed = attempts - succeeded
  const figures = [
    {
      name: texts.attempts,
      value: formatCount(attempts),
      below: interrupted > 0 && texts.interrupted(formatCount(interrupted)),
    },
    {
      name: texts.success,
      value: formatShare(succeeded, attempts),
      below: attempts > 0 && texts.failed(formatCount(failed)),
    },
    {
      name: texts.p95,
      value: p95Ms === undefined ? '–' : formatDelay(p95Ms),
      below:
        p50Ms !== undefined && p99Ms !== undefined && texts.others(formatDelay(p50Ms), formatDelay(p99Ms)),
    },
    {
      name: texts.stopped,
      value: formatCount(total.stopped),
      below: texts.ofCalls(formatCount(total.calls)),
    },
  ]
  return (
    <dl className="figs">
      {figures.map(({ name, value, below }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="v">{value}</dd>
          {below && <dd className="d">{below}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Charts(props: { readonly of: Health; readonly children: ReactNode }) {
  const { days, total } = props.of
  const texts = healthTexts.use()
  const language = useLanguage()
  const labels = days.map(({ day }) => formatDay(day, language))
  const failed = total.attempts - total.succeeded
  return (
    <>
      <div className="w7 od__main">
        <ChartCard
          title={texts.success.title}
          as="lines"
          measure="share"
          labels={labels}
          series={[
            {
              name: texts.success.name,
              look: 'accent',
              values: days.map(({ attempts, succeeded }) =>
                attempts === 0 ? undefined : toPercent(succeeded, attempts),
              ),
            },
          ]}
          sum={total.attempts > 0 && texts.success.sum(formatShare(total.succeeded, total.attempts))}
          empty={texts.noCalls}
        />
        <ChartCard
          title={texts.delays.title}
          as="lines"
          measure="delay"
          labels={labels}
          series={[
            { name: 'p99', look: 'dashed', values: days.map(({ p99Ms }) => p99Ms) },
            { name: 'p95', look: 'accent', values: days.map(({ p95Ms }) => p95Ms) },
            { name: 'p50', look: 'calm', values: days.map(({ p50Ms }) => p50Ms) },
          ]}
          sum={total.p95Ms !== undefined && texts.delays.sum(formatDelay(total.p95Ms))}
          empty={texts.noCalls}
        />
      </div>
      <div className="w5 od__main">
        <ChartCard
          title={texts.attempts.title}
          as="bars"
          measure="count"
          labels={labels}
          series={[
            { name: texts.attempts.succeeded, look: 'calm', values: days.map(({ succeeded }) => succeeded) },
            {
              name: texts.attempts.failed,
              look: 'bad',
              values: days.map(({ attempts, succeeded }) => attempts - succeeded),
            },
          ]}
          sum={total.attempts > 0 && texts.attempts.sum(formatCount(total.attempts), formatCount(failed))}
          empty={texts.noCalls}
        />
        {props.children}
      </div>
    </>
  )
}

/** What the storefront shows, with the sentence how it is measured. */
function ForBuyers({ of: { figures } }: { readonly of: Health }) {
  const texts = healthTexts.use().figuresFor
  return (
    <div className="w5">
      <Card id={useId()} title={texts.title}>
        {figures ? <FiguresForBuyers of={figures} /> : <p className="t13 dim">{texts.none}</p>}
      </Card>
    </div>
  )
}
