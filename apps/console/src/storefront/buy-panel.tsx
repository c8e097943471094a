import {
  Icon,
  countText,
  inLanguage,
  perText,
  quantityText,
  termText,
  unitAmountText,
  useLanguage,
  useText,
} from '@loggia/ui'
import type { FormEvent } from 'react'
import { productTexts } from '../text/product.ts'
import { purchaseTexts } from '../text/purchase.ts'
import { useFrame } from './frame.tsx'
import { withSearch } from './with-search.ts'
import { paths } from './links.ts'
import { PriceLines } from './price-lines.tsx'
import { stepped } from './selection.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }
/** The panel's form, which the bar at the bottom of a phone submits too. */
export const buyFormId = 'buy'

/** Specification, quantity, term, and what they come to. */
export function BuyPanel({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    buying.goOn()
  }
  return (
    <form className="buy" id={buyFormId} aria-label={texts.choose} onSubmit={onSubmit} noValidate>
      <div className="buy__panel">
        <Specifications buying={buying} />
        {buying.product.quantity && <Quantity buying={buying} attribute={buying.product.quantity} />}
        <Terms buying={buying} />
        <section className="buy__sec" aria-label={texts.price}>
          <div aria-live="polite">
            <PriceLines buying={buying} />
          </div>
          <BuyAction buying={buying} />
        </section>
      </div>
      <ul className="ticks">
        {Object.values(texts.assured).map((promise) => (
          <li key={promise}>
            <Icon name="check" />
            {promise}
          </li>
        ))}
      </ul>
    </form>
  )
}

function Specifications({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const text = useText()
  const language = useLanguage()
  const { product, selection, choose } = buying
  return (
    <fieldset className="buy__sec">
      <legend>
        {texts.specification}
        <small>
          <a href="#compare">{texts.compare}</a>
        </small>
      </legend>
      <div className="skus">
        {product.specifications.map((specification) => {
          const items = specification.sku.priceItems
          const item = items.find(({ period }) => period === selection?.term?.item.period) ?? items[0]
          return (
            <label key={specification.id}>
              <input
                type="radio"
                name="specification"
                value={specification.id}
                checked={specification.id === selection?.specification.id}
                onChange={() => choose({ specificationId: specification.id })}
              />
              <b>{text(specification.name)}</b>
              {item && (
                <span className="money">
                  {unitAmountText(item.unitPrice)}
                  <span className="per">
                    {perText({ unit: product.quantity?.unit, period: item.period }, language)}
                  </span>
                </span>
              )}
              <span className="t12">
                {specification.features
                  .map((feature) => inLanguage(feature, language))
                  .join(language === 'zh-CN' ? '；' : '; ')}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function Quantity({
  buying,
  attribute,
}: OfBuying & { readonly attribute: NonNullable<Buying['product']['quantity']> }) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const text = useText()
  const { product, choice, choose, selection } = buying
  const unit = text(attribute.unit)
  const wrong = selection?.quantity === undefined
  const step = (by: 1 | -1) => () => choose({ quantity: stepped(choice.quantity, by, product) })
  return (
    <div className="buy__sec">
      <div className="lbl">
        <label htmlFor="quantity">{text(attribute.name)}</label>
        <small id="quantity-range">
          {texts.range(countText(attribute.min), quantityText(attribute.max, attribute.unit, language))}
        </small>
      </div>
      <div className="qty">
        <button type="button" onClick={step(-1)} aria-label={texts.less(unit)}>
          <Icon name="minus" />
        </button>
        <input
          id="quantity"
          name="quantity"
          inputMode="numeric"
          autoComplete="off"
          value={choice.quantity}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'quantity-error' : 'quantity-range'}
          onChange={(event) => choose({ quantity: event.target.value })}
          onBlur={() => selection?.quantity !== undefined && choose({ quantity: String(selection.quantity) })}
        />
        <button type="button" onClick={step(1)} aria-label={texts.more(unit)}>
          <Icon name="plus" />
        </button>
      </div>
      {wrong && (
        <p className="error buy__error" id="quantity-error" role="alert">
          <Icon name="alert" />
          {texts.wrongQuantity(countText(attribute.min), countText(attribute.max), unit)}
        </p>
      )}
    </div>
  )
}

function Terms({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const { selection, choose } = buying
  return (
    <fieldset className="buy__sec">
      <legend>
        {texts.term}
        <small>{texts.termStarts}</small>
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
            {termText(term.periods, term.item.period, language)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function BuyAction({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  if (buying.shopper === 'guest') {
    return (
      <div className="buy__act">
        <SignInToBuy className="btn btn--primary btn--lg btn--block" label={texts.signInToBuy} />
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
  return (
    <div className="buy__act">
      <Agreement buying={buying} />
      <button type="submit" className="btn btn--primary btn--lg btn--block">
        {texts.buy}
      </button>
      <noscript>
        <p className="t12 faint">{texts.noScript}</p>
      </noscript>
    </div>
  )
}

/** To the entrance and back to this page, with what was chosen on it. */
export function SignInToBuy({ className, label }: { readonly className: string; readonly label: string }) {
  const { path } = useFrame()
  return (
    <a className={className} href={paths.signIn(path)} onClick={withSearch((here) => paths.signIn(here))}>
      {label}
    </a>
  )
}

function Agreement({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const product = productTexts.use()
  const text = useText()
  const { agreed, agree, wanting } = buying
  const wrong = wanting === 'agreement' && !agreed
  return (
    <div>
      <label className="check t13">
        <input
          type="checkbox"
          id="agreement"
          checked={agreed}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'agreement-error' : undefined}
          onChange={(event) => agree(event.target.checked)}
        />
        <span>
          {texts.agree}
          <a href="#market-agreement">{texts.quoted(product.marketAgreement)}</a>
          {texts.and}
          <a href="#service-agreement">{texts.quoted(product.serviceAgreement(text(buying.product.name)))}</a>
        </span>
      </label>
      {wrong && (
        <p className="error buy__error" id="agreement-error" role="alert">
          <Icon name="alert" />
          {texts.agreeFirst}
        </p>
      )}
    </div>
  )
}
