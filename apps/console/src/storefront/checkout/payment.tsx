import { Icon, formatAmount } from '@loggia/ui'
import { computeBalanceAfter, findMissing } from '../buying/price.ts'
import { paths } from '../links.ts'
import { CostCentre } from './cost-centre.tsx'
import { checkoutTexts } from './texts.ts'
import type { Checkout } from './use-checkout.ts'

/** The balance before and after, or what it lacks and the way to top it up, which comes back here. */
export function Payment({ checkout }: { readonly checkout: Checkout }) {
  const texts = checkoutTexts.use()
  const { balance, quote, here } = checkout
  const missing = findMissing(checkout)
  const after = quote && typeof balance === 'object' ? computeBalanceAfter(balance, quote.total) : undefined
  return (
    <div className="stack">
      <div className="pays">
        <div className="pay">
          <Icon name="wallet" />
          <b>{texts.balance}</b>
          <span className="end num">
            {typeof balance === 'object' ? formatAmount(balance) : texts.balanceUnknown}
          </span>
          <span className={missing ? 's c-warn' : 's'}>
            {missing
              ? texts.missing(formatAmount(missing))
              : after
                ? texts.after(formatAmount(after))
                : texts.balanceUnknownNote}
          </span>
        </div>
      </div>
      <CostCentre checkout={checkout} />
      {missing && (
        <div className="note note--warn">
          <Icon name="info" />
          <p>
            {texts.payLater}{' '}
            <a href={paths.topUp(missing.amount, here)}>{texts.topUpBy(formatAmount(missing))}</a>
          </p>
        </div>
      )}
    </div>
  )
}
