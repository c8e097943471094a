import type { BuyerRenewals, BuyerSpending } from '@loggia/protocol/console'
import { fromDecimal, fromIso, sum, toDecimal } from '@loggia/kernel'
import { ChartCard, formatAmount, useLanguage, useText } from '@loggia/ui'
import type { WireAmount } from '@loggia/ui'
import { useId } from 'react'
import { toFen } from '../../centre/overview/change.ts'
import { Card } from '../../centre/parts/page.tsx'
import { buyerOverviewTexts } from './texts.ts'

const addUp = (amounts: readonly WireAmount[]): WireAmount => {
  const all = sum(
    amounts.map(({ amount, currency }) => fromDecimal(amount, currency)),
    'CNY',
  )
  return { amount: toDecimal(all), currency: 'CNY' }
}

/** `2027-01`, `Jan 2027`. */
function useMonth(): (month: string) => string {
  const language = useLanguage()
  const inEnglish = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', timeZone: 'UTC' })
  return (month) => (language === 'zh-CN' ? month : inEnglish.format(fromIso(`${month}-01T00:00:00Z`)))
}

/** What was paid by month and product, and the automatic renewals to come. */
export function SpendingChart({
  renewals,
  spending,
}: {
  readonly renewals: BuyerRenewals
  readonly spending: BuyerSpending
}) {
  const texts = buyerOverviewTexts.use().spending
  const text = useText()
  const nameMonth = useMonth()
  const [thisMonth, ...later] = renewals.months
  const past = spending.months.map(({ paid }) => toFen(paid))
  const none = later.map(() => undefined)
  const shown = spending.products.map(({ byMonth }) => byMonth.map(toFen))
  const others = past.map((paid, i) => shown.reduce((rest, of) => rest - (of[i] ?? 0), paid))
  const ahead = [
    ...past.map((_, i) => (i === past.length - 1 && thisMonth ? toFen(thisMonth.amount) : undefined)),
    ...later.map(({ amount }) => toFen(amount)),
  ]
  const looks = ['accent', 'firm'] as const
  return (
    <ChartCard
      title={texts.title}
      as="bars"
      measure="money"
      period={texts.month}
      first={past.length - 1}
      labels={[...spending.months, ...later].map(({ month }) => nameMonth(month))}
      series={[
        ...spending.products.map(({ name }, i) => ({
          name: text(name),
          look: looks[i] ?? 'firm',
          values: [...(shown[i] ?? []), ...none],
        })),
        { name: texts.others, look: 'calm', values: [...others, ...none] },
        { name: texts.ahead, look: 'ahead', values: ahead },
      ]}
      sum={texts.sum(formatAmount(spending.total))}
      empty={texts.none}
    />
  )
}

/** What automatic renewals will cost, month by month. */
export function ForecastCard({ of }: { readonly of: BuyerRenewals }) {
  const texts = buyerOverviewTexts.use().forecast
  const nameMonth = useMonth()
  const id = useId()
  if (of.months.every(({ count }) => count === 0))
    return (
      <Card id={id} title={texts.title}>
        <p className="t13 dim">{texts.none}</p>
      </Card>
    )
  return (
    <Card id={id} title={texts.title}>
      <dl className="lines t13">
        {of.months.map(({ month, count, amount }) => (
          <div key={month}>
            <dt>{texts.month(nameMonth(month), count)}</dt>
            <dd>{formatAmount(amount)}</dd>
          </div>
        ))}
        <div className="sum">
          <dt>{texts.sum}</dt>
          <dd>{formatAmount(addUp(of.months.map(({ amount }) => amount)))}</dd>
        </div>
      </dl>
      <p className="t12 faint">{texts.note}</p>
    </Card>
  )
}
