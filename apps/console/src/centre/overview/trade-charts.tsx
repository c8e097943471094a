import type { OperatorTrade } from '@loggia/protocol/console'
import { ChartCard, formatAmount, formatCount, formatDay, useLanguage } from '@loggia/ui'
import type { ReactNode } from 'react'
import { formatChange, toFen } from './change.ts'
import { overviewTexts } from './texts.ts'

type Trade = Omit<OperatorTrade, 'deliveries'>

/** What was paid day by day, beside the 30 days before. */
export function PaidChart({
  title,
  of,
  link,
}: {
  readonly title: string
  readonly of: Trade
  readonly link?: ReactNode
}) {
  const texts = overviewTexts.use()
  const language = useLanguage()
  return (
    <ChartCard
      title={title}
      as="lines"
      measure="money"
      labels={of.days.map(({ day }) => formatDay(day, language))}
      series={[
        { name: texts.period.now, look: 'accent', values: of.days.map(({ paid }) => toFen(paid)) },
        {
          name: texts.period.before,
          look: 'dashed',
          values: of.days.map(({ paidBefore }) => toFen(paidBefore)),
        },
      ]}
      sum={texts.paidNow(formatAmount(of.total.paid), formatAmount(of.before.paid))}
      empty={texts.none}
      link={link}
    />
  )
}

/** Paid orders day by day. */
export function OrdersChart({ of }: { readonly of: Trade }) {
  const texts = overviewTexts.use()
  const language = useLanguage()
  return (
    <ChartCard
      title={texts.orders.title}
      as="bars"
      measure="count"
      labels={of.days.map(({ day }) => formatDay(day, language))}
      series={[{ name: texts.orders.name, look: 'accent', values: of.days.map(({ orders }) => orders) }]}
      sum={texts.orders.sum(formatCount(of.total.orders))}
      empty={texts.none}
    />
  )
}

/** How a figure compares with the 30 days before. */
export function useComparison(): (now: number, before: number) => string {
  const { change: texts } = overviewTexts.use()
  return (now, before) => {
    const change = formatChange(now, before)
    return change === undefined ? texts.none : texts.on(change)
  }
}
