import { Icon, formatAmount, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { ScriptForm } from '../../centre/forms/script-form.tsx'
import { Promises } from '../buying/promises.tsx'
import { PriceLines } from '../buying/price-lines.tsx'
import { useFrame } from '../frame.tsx'
import { AskToBuy, mayAskInstead } from './ask-to-buy.tsx'
import { Consents } from './consents.tsx'
import { Hindered, HinderedAct } from './hindered.tsx'
import { Ordered } from './ordered.tsx'
import { Parameters } from './parameters.tsx'
import { PayButton, isOrderShort } from './pay-button.tsx'
import { PayProblem, isFinal } from './pay-problem.tsx'
import { Payment } from './payment.tsx'
import { CheckoutSteps } from './steps.tsx'
import { checkoutTexts } from './texts.ts'
import { useCheckout } from './use-checkout.ts'
import type { Checkout as State, CheckoutPage } from './use-checkout.ts'
import { purchaseTexts } from '../buying/texts.ts'

export { CheckoutSteps }

type OfCheckout = { readonly checkout: State }
/** The form; the bar at the bottom of a phone submits it too. */
const formId = 'checkout'

/** The order before it is placed: what it is, what is given and agreed to, and what it costs. */
export function Checkout({ page }: { readonly page: CheckoutPage }) {
  const texts = checkoutTexts.use()
  const checkout = useCheckout(page)
  const onSubmit = () => {
    checkout.submit(isOrderShort(checkout) ? 'place' : 'pay')
  }
  return (
    <>
      <main id="main" className="wrap">
        <ScriptForm className="co" id={formId} onSubmit={onSubmit} noValidate>
          <div className="co__title">
            <a className="t13" href={checkout.back}>
              <Icon name="arrow-left" size={16} /> {texts.back}
            </a>
            <h1>{checkout.isTrial ? texts.title.trial : texts.title.pay}</h1>
          </div>
          <fieldset className="co__main" disabled={checkout.order !== undefined}>
            <Cards checkout={checkout} />
          </fieldset>
          <Side checkout={checkout} />
        </ScriptForm>
      </main>
      <Bar checkout={checkout} />
    </>
  )
}

/** Numbered; without what this order does not need. */
function Cards({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const { cards } = texts
  const shown: readonly (readonly [name: keyof typeof cards, body: ReactNode, beside?: ReactNode])[] = [
    [
      'ordered',
      <Ordered key="ordered" checkout={checkout} />,
      <a key="change" className="link t13" href={checkout.back}>
        {texts.change}
      </a>,
    ],
    ...(checkout.hindrance === undefined ? listForms(checkout) : []),
    // What is asked of others has the parameters that they will order with.
    ...(checkout.hindrance === 'noRight' ? listGiven(checkout) : []),
  ]
  return (
    <>
      {shown.map(([name, body, beside], at) => (
        <section className="card" key={name} aria-labelledby={`${name}-title`}>
          <div className="card__head">
            <span className="n" aria-hidden="true">
              {at + 1}
            </span>
            <h2 id={`${name}-title`}>{cards[name]}</h2>
            <span className="grow" />
            {beside}
          </div>
          <div className="card__body">{body}</div>
        </section>
      ))}
      {checkout.hindrance !== undefined && <Hindered checkout={checkout} hindrance={checkout.hindrance} />}
    </>
  )
}

const listGiven = (checkout: State): (readonly ['given', ReactNode])[] =>
  checkout.given.asked.length > 0 ? [['given', <Parameters key="given" checkout={checkout} />]] : []

function listForms(checkout: State): (readonly ['given' | 'consents' | 'payment', ReactNode])[] {
  return [
    ...listGiven(checkout),
    ['consents', <Consents key="consents" checkout={checkout} />],
    ...(checkout.isTrial ? [] : [['payment', <Payment key="payment" checkout={checkout} />] as const]),
  ]
}

function Side({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const { total } = purchaseTexts.use()
  const { quote, problem, hindrance, product, isTrial } = checkout
  return (
    <aside className="co__side" aria-label={texts.prices}>
      <section className="card">
        <div className="card__head">
          <h2>{texts.prices}</h2>
        </div>
        <div className="card__body">
          {quote && hindrance !== 'gone' && (
            <>
              <PriceLines buying={checkout} withoutBalance />
              <dl className="lines">
                <div className="sum">
                  <dt>{isTrial ? total : texts.toPay}</dt>
                  <dd>{formatAmount(quote.total)}</dd>
                </div>
              </dl>
            </>
          )}
          {problem && <PayProblem checkout={checkout} problem={problem} />}
          <div className="co__act">
            {hindrance ? (
              <HinderedAct checkout={checkout} hindrance={hindrance} large />
            ) : (
              <>
                <PayButton checkout={checkout} large />
                <AskInstead checkout={checkout} />
              </>
            )}
          </div>
          {hindrance === undefined && !(problem && isFinal(problem)) && (
            <ActNote isTrial={isTrial} isSupervised={product.supervision !== undefined} />
          )}
        </div>
      </section>
      <After checkout={checkout} />
    </aside>
  )
}

/** R3b: a budget may limit who may buy, but is no owner. */
function AskInstead({ checkout }: OfCheckout) {
  const { session } = useFrame()
  if (!mayAskInstead(checkout, session?.rights.buyer) || checkout.order) return null
  return <AskToBuy checkout={checkout} isMain={false} size=" btn--block" />
}

function ActNote({ isTrial, isSupervised }: { readonly isTrial: boolean; readonly isSupervised: boolean }) {
  const texts = checkoutTexts.use()
  return (
    <>
      <p className="t12 faint co__note">
        {isTrial ? texts.trialNote : isSupervised ? texts.payNoteSupervised : texts.payNote}
      </p>
      <noscript>
        <p className="t12 faint co__note">{texts.noScript}</p>
      </noscript>
    </>
  )
}

/** What is promised after the order, and what is not. A trial has its own end. */
function After({ checkout: { product, isTrial, selection } }: OfCheckout) {
  const texts = checkoutTexts.use()
  const { notes } = texts
  const text = useText()
  const isTerm = selection?.term !== undefined && selection.term.item.period !== 'one_time'
  const { fiveDayRefund } = product.afterSale
  const told = isTrial
    ? [notes.trialReleased]
    : [
        ...(fiveDayRefund ? [] : [notes.noRefund]),
        ...(isTerm && !product.supervision ? [notes.released] : []),
        ...(fiveDayRefund ? [notes.releasedByRefund] : []),
      ]
  return (
    <section className="co__after" aria-label={`${texts.promised}${texts.colon}${text(product.name)}`}>
      <Promises product={product} isTrial={isTrial} />
      {told.length > 0 && (
        <ul className="ticks ticks--notes">
          {told.map((one) => (
            <li key={one}>
              <Icon name="info" />
              {one}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** On phones: the total and the button, always visible. */
function Bar({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const { quote, hindrance, balance, isTrial } = checkout
  const isKnown = typeof balance === 'object' && !isTrial && hindrance === undefined
  return (
    <aside className="buybar" aria-label={texts.bar}>
      <div className="grow">
        <div className="money">{quote && hindrance !== 'gone' ? formatAmount(quote.total) : '–'}</div>
        {isKnown && (
          <span className="t12 faint">
            {texts.balance} {formatAmount(balance)}
          </span>
        )}
      </div>
      {hindrance ? (
        <HinderedAct checkout={checkout} hindrance={hindrance} />
      ) : (
        <PayButton checkout={checkout} form={formId} />
      )}
    </aside>
  )
}
