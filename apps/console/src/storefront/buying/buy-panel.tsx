import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { Icon, formatAmount, useLanguage } from '@loggia/ui'
import type { FormEvent } from 'react'
import { purchaseTexts } from './texts.ts'
import { Agreement, Consent } from './buy-consents.tsx'
import { Attributes, Specifications } from './buy-options.tsx'
import { Parameters } from './buy-parameters.tsx'
import { Quantity } from './buy-quantity.tsx'
import { useFrame } from '../frame.tsx'
import { withSearch } from '../frame/with-search.ts'
import { paths } from '../links.ts'
import { findMissing } from './price.ts'
import { PriceLines, PriceTotal } from './price-lines.tsx'
import { formatSearch, isOnOffer } from './selection.ts'
import { formatBuyTerm } from './term-text.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }
/** The form of the panel; the bar at the bottom of a phone submits it too. */
export const buyFormId = 'buy'

/**
 * Specification, attributes, quantity, term, and the price. Without scripts it is a form that requests the same page.
 */
export function BuyPanel({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { supervision } = buying.product
  const { assured, assuredCode, acceptShipped } = texts.supervised
  const accept = supervision && getFlow(supervision.flow).shipped ? acceptShipped : assured.accept
  const isCode = findLicenseWay(supervision?.flow) === 'code'
  const supervised = isCode ? assuredCode : { ...assured, accept }
  const promises = [
    ...Object.values(supervision ? supervised : texts.assured),
    ...(buying.product.afterSale.fiveDayRefund ? [texts.fiveDays] : []),
  ]
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    buying.goOn()
  }
  return (
    <form
      className="buy"
      id={buyFormId}
      method="get"
      aria-label={texts.choose}
      onSubmit={onSubmit}
      noValidate
    >
      <div className="buy__panel">
        <div className="buy__scroll">
          <Standing buying={buying} />
          <OpenSteps buying={buying} />
          <Specifications buying={buying} />
          <Attributes buying={buying} />
          {buying.product.quantity && <Quantity buying={buying} attribute={buying.product.quantity} />}
          <Terms buying={buying} />
          <Parameters buying={buying} />
          <section className="buy__sec" aria-label={texts.price}>
            <PriceLines buying={buying} />
            <noscript>
              <button type="submit" className="btn btn--block">
                {texts.priceIt}
              </button>
            </noscript>
          </section>
          <ul className="ticks">
            {promises.map((promise) => (
              <li key={promise}>
                <Icon name="check" />
                {promise}
              </li>
            ))}
          </ul>
        </div>
        <div className="buy__foot">
          <div aria-live="polite">
            <PriceTotal buying={buying} />
            <TopUpNote buying={buying} />
          </div>
          <BuyAction buying={buying} />
          <Trial buying={buying} />
        </div>
      </div>
    </form>
  )
}

/** Notes before choosing: the product is sold out, or hidden. */
function Standing({ buying }: OfBuying) {
  const texts = purchaseTexts.use().standing
  const { state, specifications, foreignCurrency } = buying.product
  const isSoldOut = !specifications.some(isOnOffer)
  if (foreignCurrency !== undefined)
    return (
      <div className="note note--warn buy__standing">
        <Icon name="alert" />
        <p>{texts.foreignCurrency(foreignCurrency)}</p>
      </div>
    )
  if (!isSoldOut && state !== 'hidden') return null
  return (
    <div className={isSoldOut ? 'note note--warn buy__standing' : 'note buy__standing'}>
      <Icon name={isSoldOut ? 'alert' : 'info'} />
      <p>{isSoldOut ? texts.soldOut : texts.hidden}</p>
    </div>
  )
}

/**
 * The steps before a buyer without verification can buy, as links (R4, R8). The step of the balance is there until the
 * balance is known to suffice: nothing may move when it arrives.
 */
function OpenSteps({ buying }: OfBuying) {
  const texts = purchaseTexts.use().steps
  const { unverified, balance, quote, selection } = buying
  if (!unverified) return null
  const missing = findMissing(buying)
  const isKnownToSuffice = typeof balance === 'object' && quote !== undefined && missing === undefined
  const isTrial = selection?.term?.trialDays !== undefined
  return (
    <div className="note note--warn buy__standing">
      <Icon name="shield" />
      <p>
        {texts.lead}
        <a href={paths.organisation}>{texts.verify[unverified]}</a>
        {!isTrial && !isKnownToSuffice && (
          <>
            {' · '}
            <a href={paths.topUp(missing?.amount)}>
              {missing ? texts.topUp(formatAmount(missing)) : texts.topUpSome}
            </a>
          </>
        )}
      </p>
    </div>
  )
}

/** A verified buyer whose balance is too low can place the order and pay it later. */
function TopUpNote({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const missing = findMissing(buying)
  if (!missing || buying.unverified || buying.shopper !== 'buyer') return null
  return (
    <p className="t13 buy__hint">
      {texts.balanceShort} <a href={paths.topUp(missing.amount)}>{texts.topUpBy(formatAmount(missing))}</a>
    </p>
  )
}

function Terms({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const { selection, choose } = buying
  const { supervision } = buying.product
  // Goods are sold once, so there is no term.
  const isShipped = supervision && getFlow(supervision.flow).shipped
  const isCode = findLicenseWay(supervision?.flow) === 'code'
  const termStarts = isCode
    ? texts.termStartsActivated
    : supervision
      ? texts.termStartsSupervised
      : texts.termStarts
  return (
    <fieldset className="buy__sec">
      <legend>
        {texts.term}
        {!isShipped && <small>{termStarts}</small>}
      </legend>
      <div className="terms">
        {selection?.terms.map((term) => (
          <label key={term.key}>
            <input
              type="radio"
              name="term"
              value={term.key}
              checked={term.key === selection.term?.key}
              onChange={() => choose({ term: term.key })}
            />
            {formatBuyTerm(term, language)}
          </label>
        ))}
      </div>
      {selection?.term?.trialDays !== undefined && (
        <p className="t12 faint buy__hint">
          {texts.trialNote(selection.term.trialDays)}
          {buying.product.trialByInvitation && <b> {texts.trialByInvitation}</b>}
        </p>
      )}
    </fieldset>
  )
}

/** What the buyer’s organisation lacks, and a link to the page where it can be added (R4, R66). */
function ToOrganisation(props: {
  readonly icon: 'shield' | 'info'
  readonly text: string
  readonly act: string
}) {
  return (
    <div className="buy__act">
      <div className="note note--warn">
        <Icon name={props.icon} />
        <p>{props.text}</p>
      </div>
      <a className="btn btn--primary btn--lg btn--block" href={paths.organisation}>
        {props.act}
      </a>
    </div>
  )
}

function BuyAction({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const isTrial = buying.selection?.term?.trialDays !== undefined
  if (buying.shopper === 'guest') {
    return (
      <div className="buy__act">
        <SignInToBuy
          className="btn btn--primary btn--lg btn--block"
          label={isTrial ? texts.signInToTry : texts.signInToBuy}
        />
        {buying.product.verification && <p className="t12 faint">{texts.unverified.enterprise}</p>}
        <p className="t12 faint">{texts.signInNote}</p>
      </div>
    )
  }
  if (buying.shopper === 'other') {
    return (
      <div className="buy__act">
        <div className="note note--warn">
          <Icon name="info" />
          <p>{texts.notBuyer}</p>
        </div>
        <SignInToBuy className="btn btn--block" label={texts.otherAccount} />
      </div>
    )
  }
  if (buying.unverified)
    return (
      <ToOrganisation icon="shield" text={texts.unverified[buying.unverified]} act={texts.unverified.ask} />
    )
  if (buying.isPhoneMissing)
    return <ToOrganisation icon="info" text={texts.phoneMissing.text} act={texts.phoneMissing.add} />
  if (!buying.onOffer) {
    return (
      <div className="buy__act">
        <button type="button" className="btn btn--lg btn--block" disabled aria-describedby="not-on-offer">
          {texts.buy}
        </button>
        <p className="t12 faint" id="not-on-offer">
          {texts.notOnOffer}
        </p>
      </div>
    )
  }
  return (
    <div className="buy__act">
      <Agreement buying={buying} />
      <Consent buying={buying} />
      <button type="submit" className="btn btn--primary btn--lg btn--block">
        {isTrial ? texts.tryIt : texts.buy}
      </button>
      <noscript>
        <p className="t12 faint">{texts.noScript}</p>
      </noscript>
    </div>
  )
}

/** R27: the trial, beside the purchase. A buyer goes on at once; others see first what it is. */
function Trial({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { selection, choice, choose, shopper, unverified, isPhoneMissing, goOn } = buying
  const { trial, term, specification } = selection ?? {}
  if (trial?.trialDays === undefined || term === trial || !specification || !isOnOffer(specification))
    return null
  const mayGoOn = shopper === 'buyer' && !unverified && !isPhoneMissing
  return (
    <a
      className="btn btn--block buy__trial"
      href={formatSearch({ ...choice, term: trial.key })}
      onClick={(event) => {
        event.preventDefault()
        choose({ term: trial.key })
        if (mayGoOn) goOn()
      }}
    >
      {texts.freeTrial(trial.trialDays)}
    </a>
  )
}

/** A link to the sign-in page and back to this page, with the choices. */
export function SignInToBuy({ className, label }: { readonly className: string; readonly label: string }) {
  const { path } = useFrame()
  return (
    <a className={className} href={paths.signIn(path)} onClick={withSearch((here) => paths.signIn(here))}>
      {label}
    </a>
  )
}
