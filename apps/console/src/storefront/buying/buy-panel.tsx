import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import type { Product } from '@loggia/protocol/console'
import { Icon, formatAmount, useLanguage, useText } from '@loggia/ui'
import type { FormEvent } from 'react'
import { purchaseTexts } from './texts.ts'
import { Attributes, Specifications } from './buy-options.tsx'
import { Quantity } from './buy-quantity.tsx'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { findMissing } from './price.ts'
import { PriceLines, PriceTotal } from './price-lines.tsx'
import { Promises } from './promises.tsx'
import { formatSearch, isOnOffer } from './selection.ts'
import { formatBuyTerm } from './term-text.ts'
import { formatCheckout } from './use-buying.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }
/** The form of the panel; the bar at the bottom of a phone submits it too. */
export const buyFormId = 'buy'

/**
 * Specification, attributes, quantity, term, and the price. It is a form that leads to the checkout, also without
 * scripts; then another button requests the same page to see the price.
 */
export function BuyPanel({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { product } = buying
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    buying.goOn()
  }
  return (
    <form
      className="buy"
      id={buyFormId}
      method="get"
      action={paths.checkout(product.id, '')}
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
          {product.quantity && <Quantity buying={buying} attribute={product.quantity} />}
          <Terms buying={buying} />
          <AskedLater product={product} />
          <section className="buy__sec" aria-label={texts.price}>
            <PriceLines buying={buying} />
            <noscript>
              <button type="submit" formAction="" className="btn btn--block">
                {texts.priceIt}
              </button>
            </noscript>
          </section>
          <Promises product={product} />
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

/** R47a: which values the order will need, so that they can be got ready. */
function AskedLater({ product: { buyerParameters = [] } }: { readonly product: Product }) {
  const texts = purchaseTexts.use()
  const text = useText()
  if (buyerParameters.length === 0) return null
  const { title, toFillIn, optional } = texts.parameters
  return (
    <section className="buy__sec" aria-labelledby="asked-later">
      <p className="lbl" id="asked-later">
        {title}
      </p>
      <p className="t13 dim">
        {toFillIn(
          buyerParameters
            .map(({ label, required }) => (required ? text(label) : optional(text(label))))
            .join(texts.comma),
        )}
      </p>
    </section>
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
      {texts.balanceShort}{' '}
      <a href={paths.topUp(missing.amount, buying.checkout)}>{texts.topUpBy(formatAmount(missing))}</a>
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
          next={buying.checkout}
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
        <SignInToBuy className="btn btn--block" label={texts.otherAccount} next={buying.checkout} />
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
      <button type="submit" className="btn btn--primary btn--lg btn--block">
        {isTrial ? texts.tryIt : texts.buy}
      </button>
    </div>
  )
}

/** R27: the trial, beside the purchase. A buyer goes on at once; others see first what it is. */
function Trial({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { product, selection, choice, choose, shopper, unverified, isPhoneMissing } = buying
  const { trial, term, specification } = selection ?? {}
  if (trial?.trialDays === undefined || term === trial || !specification || !isOnOffer(specification))
    return null
  const mayGoOn = shopper === 'buyer' && !unverified && !isPhoneMissing
  const checkout = mayGoOn && selection ? formatCheckout(product, { ...selection, term: trial }) : undefined
  return (
    <a
      className="btn btn--block buy__trial"
      href={checkout ?? formatSearch({ ...choice, term: trial.key })}
      onClick={(event) => {
        if (checkout !== undefined) return
        event.preventDefault()
        choose({ term: trial.key })
      }}
    >
      {texts.freeTrial(trial.trialDays)}
    </a>
  )
}

type SignInProps = {
  readonly className: string
  readonly label: string
  /** The checkout to which it leads in the end; by default back to this page. */
  readonly next: string | undefined
}

/** A link to the sign-in page, and from there on with what is chosen. */
export function SignInToBuy({ className, label, next }: SignInProps) {
  const { path } = useFrame()
  return (
    <a className={className} href={paths.signIn(next ?? path)}>
      {label}
    </a>
  )
}
