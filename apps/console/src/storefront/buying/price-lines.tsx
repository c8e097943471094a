import { formatAmount, formatUnitAmount, useLanguage, useText } from '@loggia/ui'
import type { WireAmount } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { formatBand } from './buy-quantity.tsx'
import { computeBalanceAfter, computeMissing } from './price.ts'
import type { Quote, QuotePart } from './price.ts'
import { formatBuyTerm, formatTimes } from './term-text.ts'
import type { Chosen } from './use-buying.ts'
import { useQuantityFactor } from './use-quantity-factor.ts'

type OfChosen = { readonly buying: Chosen }

/** The lines of the price, and what it leaves of the balance unless that is shown elsewhere. */
export function PriceLines({
  buying,
  withoutBalance = false,
}: OfChosen & { readonly withoutBalance?: boolean }) {
  const { quote } = buying
  const isTrial = buying.selection?.term?.trialDays !== undefined
  return (
    <dl className="lines t13">
      <Factors buying={buying} />
      {quote && <PerUnit buying={buying} quote={quote} />}
      {quote && !isTrial && !withoutBalance && <BalanceLines buying={buying} quote={quote} />}
    </dl>
  )
}

/** The total; a dash while there is no valid quantity. */
export function PriceTotal({ buying }: OfChosen) {
  const texts = purchaseTexts.use()
  const { quote } = buying
  return (
    <dl className="lines t13">
      <div className="sum">
        <dt>{texts.total}</dt>
        <dd>{quote ? formatAmount(quote.total) : '–'}</dd>
      </div>
    </dl>
  )
}

function Factors({ buying }: OfChosen) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const factor = useQuantityFactor(buying)
  const times = useTimes(buying)
  const { quote, selection } = buying
  const term = selection?.term
  if (!term || !quote) return null
  const monthly = quote.monthly
  if (term.trialDays !== undefined) {
    return (
      <div>
        <dt>{formatBuyTerm(term, language)}</dt>
        <dd>{formatAmount(quote.total)}</dd>
      </div>
    )
  }
  if (quote.parts) return <Parts buying={buying} parts={quote.parts} />
  if (monthly) {
    return (
      <>
        <div>
          <dt>{texts.monthlyTimes(findMonthlyPrice(selection), factor, monthly.months)}</dt>
          <dd>{formatAmount(monthly.amount)}</dd>
        </div>
        <div>
          <dt>{texts.yearlySaving}</dt>
          <dd className="c-ok">{formatAmount(monthly.saving)}</dd>
        </div>
      </>
    )
  }
  return (
    <div>
      <dt>{times(term.item.unitPrice)}</dt>
      <dd>{formatAmount(quote.total)}</dd>
    </div>
  )
}

/** The monthly price with which a yearly one is compared. */
function findMonthlyPrice(selection: Chosen['selection']): string {
  const item = selection?.sku.priceItems.find(({ period }) => period === 'month')
  return item ? formatUnitAmount(item.unitPrice) : ''
}

/** R22–R24: the lines of the quote: band, quantity, unit price, and the exact amount of each. */
function Parts({ buying, parts }: { readonly buying: Chosen; readonly parts: readonly QuotePart[] }) {
  const texts = purchaseTexts.use()
  const times = useTimes(buying)
  const isBanded = (buying.selection?.term?.item.bands ?? []).length > 0
  return parts.map(({ band, quantity, unitPrice, amount }) => (
    <div key={band?.from ?? 0}>
      <dt>
        {isBanded && band && <span className="band">{formatBand(band, texts.bandFrom)}</span>}
        {times(unitPrice, quantity)}
      </dt>
      <dd>{formatUnitAmount(amount)}</dd>
    </div>
  ))
}

function useTimes({ product, selection }: Chosen) {
  const language = useLanguage()
  return (unitPrice: WireAmount, quantity = selection?.quantity): string =>
    formatTimes({ unitPrice, quantity, unit: product.quantity?.unit, term: selection?.term }, language)
}

function PerUnit({ buying, quote }: { readonly buying: Chosen; readonly quote: Quote }) {
  const texts = purchaseTexts.use()
  const text = useText()
  const times = useTimes(buying)
  const term = buying.selection?.term
  const unit = buying.product.quantity ? text(buying.product.quantity.unit) : ''
  if (!term || !quote.perUnitMonth) return null
  return (
    <div className="t12">
      <dt className="faint">{quote.monthly && times(term.item.unitPrice)}</dt>
      <dd className="faint">{texts.perUnitMonth(formatAmount(quote.perUnitMonth), unit)}</dd>
    </div>
  )
}

function BalanceLines({ buying, quote }: { readonly buying: Chosen; readonly quote: Quote }) {
  const texts = purchaseTexts.use()
  const { balance } = buying
  if (balance === 'none' || balance === 'unknown' || balance === 'asking') return null
  const missing = computeMissing(balance, quote.total)
  const after = computeBalanceAfter(balance, quote.total)
  return (
    <>
      <div className="lines__balance">
        <dt>{texts.balance}</dt>
        <dd>{formatAmount(balance)}</dd>
      </div>
      <div>
        <dt>{missing ? texts.missing : texts.balanceAfter}</dt>
        <dd className={missing && 'c-warn'}>
          {missing ? formatAmount(missing) : after && formatAmount(after)}
        </dd>
      </div>
    </>
  )
}
