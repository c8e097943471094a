import { Link } from '@tanstack/react-router'
import type { ServiceDetail, Term } from '@loggia/protocol/console'
import type { Language } from '@loggia/kernel'
import { Money, State, Time, formatQuantity, formatTerm, useLanguage } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { formatComposed } from '../../centre/orders/line-text.ts'
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
  const { bought, changes } = term
  const length =
    term.trialDays === undefined
      ? formatTerm(term.periodCount, term.period, language)
      : texts.trial(term.trialDays)
  const held = formatComposed(term, { language, unit })
  const isChangedBefore = changes.length === 0 && held !== formatComposed(bought, { language, unit })
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
      <Paid of={term}>
        {formatComposed(bought, { language, unit })}
        {texts.comma}
        {length}
        {isChangedBefore && texts.holds(held)}
      </Paid>
      {changes.map((change) => (
        <Paid key={change.order.id} of={change}>
          <Time at={change.at} /> {formatChange(change, { language, unit, texts })}
        </Paid>
      ))}
    </li>
  )
}

/** What was paid for, the amount and the order. */
function Paid({
  of,
  children,
}: {
  readonly of: Pick<Term, 'amount' | 'order'>
  readonly children: ReactNode
}) {
  const texts = lifeTexts.use().terms
  return (
    <div className="termline__what">
      <span className="t13 dim num">{children}</span>
      <span className="t13">
        <Money of={of.amount} />
        {'　'}
        <span className="faint">{texts.order}</span>{' '}
        <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: of.order.id }}>
          {of.order.number}
        </Link>
      </span>
    </div>
  )
}

type Said = {
  readonly language: Language
  readonly unit: Unit
  readonly texts: ReturnType<typeof lifeTexts.use>['terms']
}

/** More units of the same, or another configuration. */
function formatChange({ before, after }: Term['changes'][number], { texts, ...of }: Said): string {
  const more = after.quantity - before.quantity
  const isSame = formatComposed({ ...before, quantity: after.quantity }, of) === formatComposed(after, of)
  if (!isSame || !of.unit) return texts.changedTo(formatComposed(after, of))
  return texts.more(
    formatQuantity(more, of.unit, of.language),
    formatQuantity(after.quantity, of.unit, of.language),
  )
}
