import { Link } from '@tanstack/react-router'
import type { Health } from '@loggia/protocol/console'
import { Sparkline, State, formatCount, formatDelay, formatShare } from '@loggia/ui'
import { useId } from 'react'
import { Scene } from '../../centre/calls/scene.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { sellerOverviewTexts } from './texts.ts'

const poorBelow = 0.95

/** How each interface did in the last 30 days, the worst first; its name leads to its calls. */
export function InterfacesCard({ of }: { readonly of: Health }) {
  const texts = sellerOverviewTexts.use().interfaces
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.period}</span>}
      end={
        <Link className="link t13" to="/seller/health">
          {texts.all}
        </Link>
      }
      bare
    >
      <div className="scroll-x">
        <table className="table compact">
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col" className="hide-s">
                {texts.daily}
              </th>
              <th scope="col" className="n">
                {texts.calls}
              </th>
              <th scope="col" className="n">
                {texts.success}
              </th>
              <th scope="col" className="n">
                p95
              </th>
              <th scope="col" className="hide-s">
                {texts.state}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.interfaces.map((one) => (
              <Row key={`${one.protocol} ${one.activity}`} of={one} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Row({ of }: { readonly of: Health['interfaces'][number] }) {
  const texts = sellerOverviewTexts.use().interfaces
  const { activity, attempts, succeeded, successShare = 1, p95Ms, days } = of
  return (
    <tr>
      <td>
        <Link to="/seller/calls" search={{ activity }}>
          <Scene activity={activity} />
        </Link>
      </td>
      <td className="hide-s">
        <Sparkline bars={days.map((day) => ({ all: day.attempts, failed: day.attempts - day.succeeded }))} />
      </td>
      <td className="n num">{formatCount(attempts)}</td>
      <td className={successShare < poorBelow ? 'n num c-bad' : 'n num'}>
        {formatShare(succeeded, attempts)}
      </td>
      <td className="n num nowrap">{p95Ms === undefined ? '–' : formatDelay(p95Ms)}</td>
      <td className="nowrap hide-s">
        {succeeded === attempts ? (
          <State kind="ok">{texts.good}</State>
        ) : (
          <State kind={successShare < poorBelow ? 'bad' : 'warn'}>
            {texts.failed(formatCount(attempts - succeeded))}
          </State>
        )}
      </td>
    </tr>
  )
}
