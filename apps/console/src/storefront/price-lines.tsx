import { amountText, termText, unitAmountText, useLanguage, useText } from '@loggia/ui'
import { purchaseTexts } from '../text/purchase.ts'
import { balanceAfter, missingFrom } from './price.ts'
import type { Quote } from './price.ts'
import type { Buying } from './use-buying.ts'
import { useQuantityFactor } from './use-quantity-factor.ts'

/** The total under the lines that it comes from; dashes while there is no valid quantity. */
export function PriceLines({ buying, toPay }: { readonly buying: Buying; readonly toPay?: boolean }) {
  const texts = purchaseTexts.use()
  const { quote } = buying
  return (
    <dl className="lines t13">
      <Factors buying={buying} />
      <div className="sum">
        <dt>{toPay ? texts.toPay : texts.total}</dt>
        <dd>{quote ? amountText(quote.total) : '–'}</dd>
      </div>
      {quote && <PerUnit buying={buying} quote={quote} />}
      {quote && <BalanceLines buying={buying} quote={quote} />}
    </dl>
  )
}

function Factors({ buying }: { readonly buying: Buying }) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const factor = useQuantityFactor(buying)
  const { quote, selection } = buying
  const term = selection?.term
  if (!term || !quote) return null
  const monthly = quote.monthly
  if (monthly) {
    return (
      <>
        <div>
          <dt>{texts.monthlyTimes(factor, monthly.months)}</dt>
          <dd>{amountText(monthly.amount)}</dd>
        </div>
        <div>
          <dt>{texts.yearlySaving}</dt>
          <dd className="c-ok">{amountText(monthly.saving)}</dd>
        </div>
      </>
    )
  }
  return (
    <div>
      <dt>
        {texts.times(
          unitAmountText(term.item.unitPrice),
          factor,
          termText(term.periods, term.item.period, language),
        )}
      </dt>
      <dd>{amountText(quote.total)}</dd>
    </div>
  )
}

function PerUnit({ buying, quote }: { readonly buying: Buying; readonly quote: Quote }) {
  const texts = purchaseTexts.use()
  const text = useText()
  const language = useLanguage()
  const factor = useQuantityFactor(buying)
  const term = buying.selection?.term
  const unit = buying.product.quantity ? text(buying.product.quantity.unit) : ''
  if (!term || !quote.perUnitMonth) return null
  return (
    <div className="t12">
      <dt className="faint">
        {quote.monthly &&
          texts.times(
            unitAmountText(term.item.unitPrice),
            factor,
            termText(term.periods, term.item.period, language),
          )}
      </dt>
      <dd className="faint">{texts.perUnitMonth(amountText(quote.perUnitMonth), unit)}</dd>
    </div>
  )
}

function BalanceLines({ buying, quote }: { readonly buying: Buying; readonly quote: Quote }) {
  const texts = purchaseTexts.use()
  const { balance } = buying
  if (balance === 'none' || balance === 'unknown' || balance === 'asking') return null
  const missing = missingFrom(balance, quote.total)
  const after = balanceAfter(balance, quote.total)
  return (
    <>
      <div className="lines__balance">
        <dt>{texts.balance}</dt>
        <dd>{amountText(balance)}</dd>
      </div>
      <div>
        <dt>{missing ? texts.missing : texts.balanceAfter}</dt>
        <dd className={missing && 'c-warn'}>{missing ? amountText(missing) : after && amountText(after)}</dd>
      </div>
    </>
  )
}
