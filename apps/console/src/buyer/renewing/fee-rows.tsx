import type { QuoteLine } from '@loggia/protocol/console'
import { Money, formatUnitAmount } from '@loggia/ui'
import { renewingTexts } from './texts.ts'

/** Shows at most four decimals; `…` says that there are more, up to eight. */
function formatShortened(amount: string, say: (amount: string) => string): string {
  const [whole = '', places = ''] = amount.split('.')
  return places.length > 4 ? `${say(`${whole}.${places.slice(0, 4)}`)}…` : say(amount)
}

/** R121–R123: the price for the remaining days, minus what was paid for them or what the present holding costs. */
export function FeeRows({
  fee,
  amount,
}: {
  readonly fee: NonNullable<QuoteLine['fee']>
  readonly amount: QuoteLine['amount']
}) {
  const texts = renewingTexts.use().fee
  const price = (part: string) =>
    formatShortened(part, (shown) => formatUnitAmount({ amount: shown, currency: amount.currency }))
  return (
    <>
      <div>
        <dt className="num">{texts.newPart(fee.days)}</dt>
        <dd>{price(fee.newPart)}</dd>
      </div>
      <div>
        <dt className="num">{texts.oldPart[fee.oldPartIs](fee.days)}</dt>
        <dd>−{price(fee.oldPart)}</dd>
      </div>
      <div className="sum">
        <dt>{texts.total}</dt>
        <dd>
          <Money of={amount} />
        </dd>
      </div>
    </>
  )
}
