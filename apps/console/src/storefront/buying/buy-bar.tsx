import { formatAmount, formatQuantity, useLanguage, useText } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { SignInToBuy, buyFormId } from './buy-panel.tsx'
import { paths } from '../links.ts'
import { formatBuyTerm } from './term-text.ts'
import type { Buying } from './use-buying.ts'

/** On phones: the total and the main button, always visible. */
export function BuyBar({ buying }: { readonly buying: Buying }) {
  const texts = purchaseTexts.use()
  const text = useText()
  const language = useLanguage()
  const { selection, quote, product, shopper, unverified, isPhoneMissing, onOffer } = buying
  const term = selection?.term
  const facts = [
    selection && text(selection.specification.name),
    product.quantity &&
      selection?.quantity !== undefined &&
      formatQuantity(selection.quantity, product.quantity.unit, language),
    term && formatBuyTerm(term, language),
  ]
  return (
    <aside className="buybar" aria-label={texts.buyBar}>
      <div className="grow">
        <div className="money">{quote ? formatAmount(quote.total) : '–'}</div>
        <span className="t12 faint">{facts.filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')}</span>
      </div>
      {unverified || isPhoneMissing ? (
        <a className="btn btn--primary" href={paths.organisation}>
          {unverified ? texts.unverified.ask : texts.phoneMissing.add}
        </a>
      ) : shopper === 'buyer' ? (
        <button type="submit" form={buyFormId} className="btn btn--primary" disabled={!onOffer}>
          {term?.trialDays === undefined ? texts.buy : texts.tryIt}
        </button>
      ) : (
        <SignInToBuy
          className={shopper === 'guest' ? 'btn btn--primary' : 'btn'}
          label={
            shopper !== 'guest'
              ? texts.otherAccount
              : term?.trialDays === undefined
                ? texts.signInToBuy
                : texts.signInToTry
          }
          next={buying.checkout}
        />
      )}
    </aside>
  )
}
