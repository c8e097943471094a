import { Link } from '@tanstack/react-router'
import type { SellerSales } from '@loggia/protocol/console'
import {
  ChartCard,
  Money,
  ShareBar,
  formatAmount,
  formatCount,
  formatDay,
  useLanguage,
  useText,
} from '@loggia/ui'
import { createMoney, toDecimal } from '@loggia/kernel'
import { useId } from 'react'
import { formatChange, toFen } from '../../centre/overview/change.ts'
import { Card } from '../../centre/parts/page.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { sellerOverviewTexts } from './texts.ts'

/** The products by what was paid for them in the last 30 days, compared with the 30 before. */
export function ProductsCard({ of }: { readonly of: SellerSales }) {
  const texts = sellerOverviewTexts.use().products
  const mayOpen = useMayOpen()
  const text = useText()
  const most = Math.max(1, ...of.products.map(({ paid }) => toFen(paid)))
  const hasOthers = toFen(of.others) > 0
  return (
    <Card id={useId()} title={texts.title} beside={<span className="t13 faint">{texts.period}</span>} bare>
      <div className="card__body">
        {of.products.length === 0 && <p className="t13 dim">{texts.none}</p>}
        <ol className="top">
          {of.products.map(({ id, name, paid, paidBefore }) => (
            <li key={id}>
              {mayOpen('/seller/products/$productId') ? (
                <Link to="/seller/products/$productId" params={{ productId: id }}>
                  {text(name)}
                </Link>
              ) : (
                <span>{text(name)}</span>
              )}
              <Money of={paid} />
              <ShareBar part={toFen(paid)} whole={most} look="accent" />
              <span className="t12 faint num">
                {formatChange(toFen(paid), toFen(paidBefore)) ?? texts.isNew}
              </span>
            </li>
          ))}
        </ol>
      </div>
      <dl className="card__foot lines t13">
        {hasOthers && (
          <div>
            <dt>{texts.others}</dt>
            <dd>{formatAmount(of.others)}</dd>
          </div>
        )}
        <div>
          <dt>{texts.sum}</dt>
          <dd className="strong">{formatAmount(of.total.paid)}</dd>
        </div>
      </dl>
    </Card>
  )
}

const addUp = (amounts: readonly SellerSales['others'][]): SellerSales['others'] => ({
  amount: toDecimal(createMoney(BigInt(amounts.reduce((all, one) => all + toFen(one), 0)), 'CNY')),
  currency: 'CNY',
})

/** The services that end in four weeks, and what their renewals would bring. */
export function sumUpRenewals({ renewals }: SellerSales) {
  const due = renewals.flatMap(({ renewing, open }) => [renewing, open])
  return {
    count: due.reduce((all, { count }) => all + count, 0),
    ending: due.reduce((all, { ending }) => all + ending, 0),
    amount: addUp(due.map(({ amount }) => amount)),
    renewing: addUp(renewals.map(({ renewing }) => renewing.amount)),
    open: addUp(renewals.map(({ open }) => open.amount)),
  }
}

/** The renewals to come by week: with automatic renewal, and those that their buyers still have to decide on. */
export function RenewalsChart({ of }: { readonly of: SellerSales }) {
  const texts = sellerOverviewTexts.use().renewals
  const language = useLanguage()
  const { count, amount, ending } = sumUpRenewals(of)
  const note =
    ending > 0
      ? `${texts.sum(formatCount(count), formatAmount(amount))}${texts.ending(formatCount(ending))}`
      : texts.sum(formatCount(count), formatAmount(amount))
  return (
    <ChartCard
      title={texts.title}
      as="bars"
      measure="money"
      period={texts.week}
      labels={of.renewals.map(({ from }) => texts.from(formatDay(from, language)))}
      series={[
        {
          name: texts.renewing,
          look: 'accent',
          values: of.renewals.map(({ renewing }) => toFen(renewing.amount)),
        },
        { name: texts.open, look: 'calm', values: of.renewals.map(({ open }) => toFen(open.amount)) },
      ]}
      sum={count > 0 && note}
      empty={texts.none}
    />
  )
}
