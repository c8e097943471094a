import { Link } from '@tanstack/react-router'
import type { Health } from '@loggia/protocol/console'
import { protocolTraits } from '@loggia/protocol/protocols'
import { formatCount, formatDelay, formatShare, useLanguage } from '@loggia/ui'
import { useId } from 'react'
import type { CallArea } from '../calls/call-area.ts'
import { Scene } from '../calls/scene.tsx'
import { Card } from '../parts/page.tsx'
import { healthTexts } from './texts.ts'
import './health.css'

type OneInterface = Health['interfaces'][number]
const numberNames = ['attempts', 'success', 'p50', 'p95', 'p99', 'stopped'] as const
type NumberName = (typeof numberNames)[number]

/** Each interface, the worst share first; its name leads to its calls. */
export function InterfacesCard({ area, health }: { readonly area: CallArea; readonly health: Health }) {
  const { title, columns } = healthTexts.use().interfaces
  const { interfaces, seller } = health
  const none = healthTexts.use().noCalls
  return (
    <div className="w12">
      <Card id={useId()} title={title} bare>
        {interfaces.length === 0 ? (
          <p className="card__body t13 dim">{none}</p>
        ) : (
          <div className="scroll-x">
            <table className="table rows">
              <thead>
                <tr>
                  <th scope="col">{columns.interface}</th>
                  <th scope="col">{columns.protocol}</th>
                  {numberNames.map((name) => (
                    <th key={name} scope="col" className="n">
                      {columns[name]}
                    </th>
                  ))}
                  <th scope="col">{columns.cause}</th>
                </tr>
              </thead>
              <tbody>
                {interfaces.map((one) => (
                  <Row key={`${one.protocol} ${one.activity}`} area={area} sellerId={seller.id} of={one} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </div>
  )
}

/** The name of a protocol; one that is no longer spoken has only its code. */
function useAnyProtocolName(): (protocol: string) => string {
  const language = useLanguage()
  const traits: Readonly<Record<string, { readonly name: Record<typeof language, string> }>> = protocolTraits
  return (protocol) => traits[protocol]?.name[language] ?? protocol
}

function Row(props: { readonly area: CallArea; readonly sellerId: string; readonly of: OneInterface }) {
  const { columns } = healthTexts.use().interfaces
  const { causes } = healthTexts.use().failures
  const nameOf = useAnyProtocolName()
  const { area, of } = props
  const { attempts, succeeded, activity, mainCause } = of
  const search = area === 'operator' ? { activity, sellerId: props.sellerId } : { activity }
  const delay = (ms: number | undefined): string => (ms === undefined ? '–' : formatDelay(ms))
  const numbers: Readonly<Record<NumberName, string>> = {
    attempts: formatCount(attempts),
    success: formatShare(succeeded, attempts),
    p50: delay(of.p50Ms),
    p95: delay(of.p95Ms),
    p99: delay(of.p99Ms),
    stopped: formatCount(of.stopped),
  }
  return (
    <tr>
      <td className="rows__head" data-label={columns.interface}>
        <Link to={`/${area}/calls`} search={search}>
          <Scene activity={activity} />
        </Link>
      </td>
      <td className="health__rare" data-label={columns.protocol}>
        {nameOf(of.protocol)}
      </td>
      {numberNames.map((name) => (
        <td key={name} className={toClass(name, of)} data-label={columns[name]}>
          {numbers[name]}
        </td>
      ))}
      <td data-label={columns.cause}>
        {mainCause === undefined ? <span className="faint">–</span> : causes[mainCause]}
      </td>
    </tr>
  )
}

const poorBelow = 0.95

/** On a phone only what matters most is shown; a share that is worth a look is red. */
function toClass(name: NumberName, { successShare = 1 }: OneInterface): string {
  const isPoor = name === 'success' && successShare < poorBelow
  const isRare = name === 'p50' || name === 'p99'
  return ['n', 'num', isPoor && 'c-bad', isRare && 'health__rare'].filter(Boolean).join(' ')
}
