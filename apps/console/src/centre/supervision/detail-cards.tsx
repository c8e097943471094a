import type { Supervision } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { CopyText, Icon, Money, State, Time, formatQuantity, useLanguage, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { Card, Fact } from '../parts/page.tsx'
import { FileList } from './file-list.tsx'
import { supervisionTexts } from './texts.ts'
import './supervision.css'

type OfSupervision = { readonly of: Supervision }

/** What both sides agreed: what the buyer needs (R97), and what it is accepted by (R39). */
export function DemandCard({ of }: OfSupervision) {
  const id = useId()
  const texts = supervisionTexts.use().demand
  const text = useText()
  // While it is written, the template is beside the form.
  const isWritten = of.acts.includes('submit_demand')
  const isAsked = of.demand !== undefined || (of.template !== undefined && of.turn !== undefined)
  if (!isAsked && !of.criteria) return null
  return (
    <Card id={id} title={texts.title}>
      <div className="agreedwork stack stack--wide">
        {isAsked && !isWritten && (
          <Part title={of.flow === 'license_online' ? texts.identification : texts.demand}>
            {of.demand === undefined ? (
              <p className="faint">{texts.none}</p>
            ) : (
              <p className="said-text">{of.demand}</p>
            )}
            <FileList of={of.files.demand} />
          </Part>
        )}
        {of.criteria && (
          <Part title={texts.criteria}>
            <p className="said-text">{text(of.criteria)}</p>
          </Part>
        )}
        {!isWritten && (of.template ?? of.files.template.length > 0) && (
          <details>
            <summary>{texts.template}</summary>
            {of.template && <p className="said-text">{text(of.template)}</p>}
            <FileList of={of.files.template} />
          </details>
        )}
      </div>
    </Card>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h3 className="t13 dim">{title}</h3>
    {children}
  </section>
)

/** What the seller designed and delivered, with the proofs (R98). */
export function DeliveryCard({ of }: OfSupervision) {
  const id = useId()
  const texts = supervisionTexts.use().delivery
  const { design, proof } = of.files
  if (design.length === 0 && proof.length === 0 && of.note === undefined) return null
  return (
    <Card id={id} title={texts.title} bare>
      <dl className="ins ins--one">
        {of.note !== undefined && (
          <Fact name={texts.note}>
            <span className="said-text">{of.note}</span>
          </Fact>
        )}
        {design.length > 0 && (
          <Fact name={texts.design}>
            <FileList of={design} />
          </Fact>
        )}
        {proof.length > 0 && (
          <Fact name={texts.proof}>
            <FileList of={proof} />
          </Fact>
        )}
      </dl>
    </Card>
  )
}

/** R100: goods on their way. */
export function ShipmentCard({ of: { shipment } }: OfSupervision) {
  const texts = supervisionTexts.use().shipment
  const id = useId()
  if (!shipment) return null
  return (
    <Card id={id} title={texts.title} bare>
      <dl className="ins">
        <Fact name={texts.carrier}>{shipment.carrier}</Fact>
        <Fact name={texts.trackingNumber}>
          <CopyText value={shipment.trackingNumber} label={texts.trackingNumber} />
        </Fact>
        <Fact name={texts.phone}>
          <span className={shipment.readable ? undefined : 'c-warn'}>
            {shipment.readable ? texts.same : texts.differs}
          </span>
        </Fact>
        <Fact name={texts.receivedAt}>
          {shipment.receivedAt === undefined ? (
            <span className="faint">{texts.notReceived}</span>
          ) : (
            <Time at={shipment.receivedAt} />
          )}
        </Fact>
      </dl>
    </Card>
  )
}

const appealKinds: Readonly<Record<NonNullable<Supervision['appeal']>['state'], StateKind>> = {
  open: 'warn',
  withdrawn: 'end',
  decided: 'ok',
  closed: 'end',
}

/** R103: the open appeal, or the last one with its decision. */
export function AppealCard({ of: { appeal } }: OfSupervision) {
  const texts = supervisionTexts.use().appeal
  const id = useId()
  if (!appeal) return null
  const { state } = appeal
  return (
    <Card
      id={id}
      title={texts.title}
      beside={<State kind={appealKinds[state]}>{texts.states[state]}</State>}
      end={<span className="t13 faint">{texts.by[appeal.by]}</span>}
      bare
    >
      <dl className="ins">
        <Fact name={texts.openedAt}>
          <Time at={appeal.openedAt} />
        </Fact>
        {appeal.due && (
          <Fact name={texts.due}>
            <Time at={appeal.due} />
          </Fact>
        )}
        {appeal.closedAt && state !== 'open' && (
          <Fact name={texts.closedAt[state]}>
            <Time at={appeal.closedAt} />
          </Fact>
        )}
        {appeal.outcome && <Fact name={texts.outcome}>{texts.outcomes[appeal.outcome]}</Fact>}
        {appeal.amount && (
          <Fact name={texts.amount}>
            <Money of={appeal.amount} />
          </Fact>
        )}
      </dl>
      <dl className="ins ins--one">
        <Fact name={texts.reason}>
          <span className="said-text">{appeal.reason}</span>
        </Fact>
        {appeal.files.length > 0 && (
          <Fact name={texts.files}>
            <FileList of={appeal.files} />
          </Fact>
        )}
        {appeal.decision !== undefined && (
          <Fact name={texts.decision}>
            <span className="said-text">{appeal.decision}</span>
          </Fact>
        )}
      </dl>
    </Card>
  )
}

/** R106: the parts, and how far each is. */
export function PartsCard({ of: { milestones, stage } }: OfSupervision) {
  const texts = supervisionTexts.use().parts
  const id = useId()
  if (!milestones) return null
  return (
    <Card id={id} title={texts.title}>
      <ol className="parts">
        {milestones.names.map((name, at) => {
          const isDone = at < milestones.accepted
          const standing = isDone ? 'done' : at === milestones.accepted && stage !== 'ended' ? 'now' : 'next'
          return (
            <li key={name} className={`parts__${standing}`}>
              <span className="parts__n" aria-hidden="true">
                {isDone ? <Icon name="check" size={16} /> : at + 1}
              </span>
              <span className="grow">{name}</span>
              <span className="t12 faint">{texts.states[standing]}</span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

/** The parties, the amount and the moments. */
export function FactsCard({ area, of }: OfSupervision & { readonly area: Area }) {
  const texts = supervisionTexts.use().facts
  const text = useText()
  const language = useLanguage()
  const isOpen = of.turn !== undefined
  const guaranteed = findLicenseWay(of.flow) === 'code' ? texts.guaranteedCode : texts.guaranteed
  const rows: readonly (readonly [string, ReactNode])[] = [
    [texts.buyer, area === 'buyer' ? undefined : text(of.buyer)],
    [texts.seller, area === 'seller' ? undefined : text(of.seller)],
    [texts.specification, text(of.specification)],
    [texts.quantity, of.unit && formatQuantity(of.quantity, of.unit, language)],
    [texts.amount, <Money key="amount" of={of.amount} />],
    [texts.guarantee, isOpen ? guaranteed : undefined],
    [texts.recheck, of.needsRecheck ? texts.rechecked : undefined],
    ...(
      [
        [texts.paidAt, of.paidAt],
        [texts.openedAt, of.openedAt],
        [texts.deliveredAt, of.deliveredAt],
        [texts.begunAt, of.begunAt],
        [texts.doneAt, of.doneAt],
        [texts.endedAt, of.endedAt],
      ] as const
    ).map(([name, at]) => [name, at && <Time key={name} at={at} />] as const),
  ]
  return (
    <Card id={useId()} title={texts.title}>
      <dl className="lines t13">
        {rows.map(([name, value]) => value && <Line key={name} name={name} value={value} />)}
        {area === 'seller' && <Contact of={of} />}
      </dl>
    </Card>
  )
}

const Line = ({ name, value }: { readonly name: string; readonly value: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="wrap">{value}</dd>
  </div>
)

/** R47: the contact that the buyer agreed to pass on. */
function Contact({ of: { contact = {} } }: OfSupervision) {
  const texts = supervisionTexts.use().facts
  const given = [contact.name, contact.phone, contact.email].filter((one) => one !== undefined)
  return (
    <div>
      <dt>{texts.contact}</dt>
      <dd className="wrap">
        {given.length === 0 && <span className="faint">{texts.noContact}</span>}
        {given.map((one) => (
          <CopyText key={one} value={one} label={texts.contact} />
        ))}
      </dd>
    </div>
  )
}
