import { Link } from '@tanstack/react-router'
import type { ServiceDetail, Term } from '@loggia/protocol/console'
import { Money, State, Time, formatQuantity, formatTerm, useLanguage, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'
import './services.css'

type Unit = ServiceDetail['unit']
const looks: Readonly<Record<Term['state'], StateKind>> = {
  future: 'run',
  current: 'ok',
  past: 'end',
  refunded: 'end',
}

/** The paid terms with their orders: future, current, past and returned ones. */
export function TermsCard({ service }: { readonly service: ServiceDetail }) {
  const texts = lifeTexts.use().terms
  return (
    <Card id={useId()} title={texts.title} bare>
      {service.terms.length === 0 ? (
        <p className="card__body dim">{texts.empty}</p>
      ) : (
        <ol className="termline" aria-label={texts.label}>
          {service.terms.toReversed().map((term) => (
            <OneTerm key={term.id} term={term} unit={service.unit} />
          ))}
        </ol>
      )}
    </Card>
  )
}

function OneTerm({ term, unit }: { readonly term: Term; readonly unit: Unit }) {
  const texts = lifeTexts.use().terms
  const language = useLanguage()
  const text = useText()
  const facts = [
    text(term.specification),
    ...(term.attributes ?? []).map(({ value }) => text(value)),
    unit && formatQuantity(term.quantity, unit, language),
    term.trialDays === undefined
      ? formatTerm(term.periodCount, term.period, language)
      : texts.trial(term.trialDays),
  ]
  return (
    <li className={`termline--${term.state}`}>
      <span className="termline__dot" aria-hidden="true" />
      <div className="termline__when">
        <span className="num">
          <Time at={term.startsAt} />
          {term.endsAt !== undefined && (
            <>
              {' '}
              {texts.to} <Time at={term.endsAt} />
            </>
          )}
        </span>
        <State kind={looks[term.state]}>{texts.state[term.state]}</State>
      </div>
      <div className="termline__what">
        <span className="t13 dim">{facts.filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')}</span>
        <span className="t13">
          <Money of={term.amount} />
          {'　'}
          <span className="faint">{texts.order}</span>{' '}
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: term.order.id }}>
            {term.order.number}
          </Link>
        </span>
      </div>
    </li>
  )
}
