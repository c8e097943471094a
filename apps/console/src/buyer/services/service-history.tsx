import type { FactDeclaration, FactKindOn, ServiceDetail } from '@loggia/protocol/console'
import { subscriptionFacts } from '@loggia/protocol/console/subscriptions/facts'
import { Link } from '@tanstack/react-router'
import { Timeline, useLanguage, useZone } from '@loggia/ui'
import { useId } from 'react'
import { readFact } from '../../centre/facts/fact.ts'
import type { FactOf, PlainFact } from '../../centre/facts/fact.ts'
import { serviceTellers } from '../../centre/facts/subscriptions.tsx'
import type { ServiceTeller } from '../../centre/facts/subscriptions.tsx'
import type { Told } from '../../centre/facts/teller.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'

type ServiceKind = FactKindOn<'sub'>
type ServiceFact = FactOf<ServiceKind> | PlainFact

const declared: { readonly [K in ServiceKind]: FactDeclaration } = subscriptionFacts

/** The history of the service in sentences, newest first. */
export function ServiceHistory({ service }: { readonly service: ServiceDetail }) {
  const { history: texts } = lifeTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const orders = new Map(service.terms.map(({ order }) => [order.number, order.id]))
  const entries = service.history.map((entry) => {
    const fact = readFact<ServiceKind>(declared, entry)
    const { body, ...told } = tell(fact, { area: 'buyer', language, zone, unit: service.unit })
    return {
      key: String(entry.sequence),
      at: entry.at,
      ...told,
      body: (
        <>
          {body}
          <OrderOf fact={fact} orders={orders} />
          {entry.actor.name !== undefined && <p>{texts.by(entry.actor.name)}</p>}
        </>
      ),
    }
  })
  return (
    <Card id={useId()} title={texts.title}>
      {entries.length === 0 ? (
        <p className="dim">{texts.empty}</p>
      ) : (
        <Timeline entries={entries} label={texts.label} />
      )}
    </Card>
  )
}

function OrderOf({
  fact,
  orders,
}: {
  readonly fact: ServiceFact
  readonly orders: ReadonlyMap<string, string>
}) {
  const { history: texts } = lifeTexts.use()
  if (fact.kind === 'plain' || !('orderNumber' in fact.data) || fact.data.orderNumber === undefined)
    return null
  const { orderNumber: number } = fact.data
  const orderId = ('orderId' in fact.data ? fact.data.orderId : undefined) ?? orders.get(number)
  return (
    <p>
      {texts.order}{' '}
      {orderId === undefined ? (
        <span className="mono">{number}</span>
      ) : (
        <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId }}>
          {number}
        </Link>
      )}
    </p>
  )
}

/** If this page does not know the kind, only its name is shown. */
function tell(fact: ServiceFact, teller: ServiceTeller): Told {
  return fact.kind === 'plain'
    ? { tone: 'plain', icon: 'history', title: fact.name }
    : tellKnown(fact, teller)
}

const tellKnown = <K extends ServiceKind>(fact: FactOf<K>, teller: ServiceTeller): Told =>
  serviceTellers[fact.kind](fact, teller)
