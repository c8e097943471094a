import { isPerformed } from '@loggia/kernel'
import { Icon, useText } from '@loggia/ui'
import { productTexts } from '../product/texts.ts'
import { purchaseTexts } from './texts.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }

/** R65: the buyer accepts the market's terms and the product's agreement with one checkbox. */
export function Agreement({ buying }: OfBuying) {
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
      {wrong && <Wanted id="agreement-error">{texts.agreeFirst}</Wanted>}
    </div>
  )
}

/** R66: the account data that the product requires, which are passed on only with the buyer's consent. */
export function Consent({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const text = useText()
  const { product, consented, consent, wanting } = buying
  const { buyerData = [] } = product
  if (buyerData.length === 0) return null
  const wrong = wanting === 'consent' && !consented
  const words = isPerformed(product.type) || product.type === 'license' ? texts.performed : texts
  return (
    <div>
      <label className="check t13">
        <input
          type="checkbox"
          id="consent"
          checked={consented}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'consent-error consent-note' : 'consent-note'}
          onChange={(event) => consent(event.target.checked)}
        />
        <span>{words.consent(buyerData.map((one) => texts.buyerData[one]).join(texts.comma))}</span>
      </label>
      <p className="t12 faint buy__note" id="consent-note">
        {words.consentNote(text(product.seller.name))}
      </p>
      {wrong && <Wanted id="consent-error">{words.consentFirst}</Wanted>}
    </div>
  )
}

function Wanted({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <p className="error buy__error" id={id} role="alert">
      <Icon name="alert" />
      {children}
    </p>
  )
}
