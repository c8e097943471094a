import { Link } from '@tanstack/react-router'
import { fromIso, toCalendarDate, toZone } from '@loggia/kernel'
import type { SellerSales } from '@loggia/protocol/console'
import { Money, formatDay, useLanguage, useText, useZone } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { sellerOverviewTexts } from './texts.ts'
import './overview.css'

/** The services that end soon unless their buyers renew them: when, whose, and what a renewal would bring. */
export function EndingCard({ of: { ending } }: { readonly of: SellerSales }) {
  const texts = sellerOverviewTexts.use().ending
  const text = useText()
  const language = useLanguage()
  const zone = toZone(useZone())
  return (
    <Card id={useId()} title={texts.title} beside={<span className="t13 faint">{texts.order}</span>} bare>
      <ol className="ending">
        {ending.map(({ id, orderId, name, buyer, at, amount }) => (
          <li key={id}>
            <time dateTime={at}>{formatDay(toCalendarDate(fromIso(at), zone), language)}</time>
            <div>
              <Link to="/seller/orders/$orderId" params={{ orderId }}>
                {text(buyer)}
              </Link>
              <p>{text(name)}</p>
            </div>
            {amount ? (
              <b className="num">
                <Money of={amount} />
              </b>
            ) : (
              <span className="faint">{texts.notRenewable}</span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
