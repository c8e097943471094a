import { Link, linkOptions } from '@tanstack/react-router'
import type { OperatorTrade, SellerHealth } from '@loggia/protocol/console'
import {
  ChartCard,
  Sparkline,
  formatAmount,
  formatCount,
  formatDay,
  formatDelay,
  formatShare,
  useLanguage,
  useText,
} from '@loggia/ui'
import { useId } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { toFen } from '../../centre/overview/change.ts'
import { Figures } from '../../centre/overview/figures.tsx'
import { OrdersChart, PaidChart, useComparison } from '../../centre/overview/trade-charts.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { useQueues } from './queues-card.tsx'
import { tradeTexts } from './trade-texts.ts'

const key = 'GET /api/operator/trade'
/** Sums of days change slowly, and cost more to read. */
const refreshMs = 300_000
const shownSellers = 6

/** Undefined for an operator who may not read orders. */
export function useTrade() {
  const mayAsk = useMayAsk(key, ['reviewer', 'finance', 'appeals'])
  return { mayAsk, ...useRead(key, {}, { enabled: mayAsk, refetchInterval: refreshMs }) }
}

/** What was traded in the last 30 days, compared with the 30 before, and what waits for operators. */
export function TradeFigures() {
  const texts = tradeTexts.use().figures
  const compare = useComparison()
  const { data, mayAsk } = useTrade()
  const queues = useQueues().data?.items
  if (!mayAsk) return null
  const { total, before } = data ?? {}
  const begun = sumUp(data)
  const waiting = queues?.reduce((all, { waiting: own }) => all + own, 0)
  const late = queues?.reduce((all, { late: own }) => all + own, 0) ?? 0
  return (
    <Figures
      label={texts.label}
      of={[
        {
          name: texts.paid,
          value: total && formatAmount(total.paid),
          below: total && before && compare(toFen(total.paid), toFen(before.paid)),
        },
        {
          name: texts.orders,
          value: total && formatCount(total.orders),
          below: total && before && compare(total.orders, before.orders),
        },
        {
          name: texts.purchases,
          value: total && formatCount(total.purchases),
          below: total && before && compare(total.purchases, before.purchases),
        },
        {
          name: texts.activated,
          value: begun && formatShare(begun.activated, begun.activated + begun.failed),
          below: begun && texts.failed(formatCount(begun.failed), formatCount(begun.underWay)),
        },
        {
          name: texts.refunded,
          value: total && formatAmount(total.refunded),
          below: total && before && compare(toFen(total.refunded), toFen(before.refunded)),
        },
        {
          name: texts.waiting,
          value: waiting === undefined ? undefined : formatCount(waiting),
          below: late > 0 ? <span className="c-bad">{texts.late(formatCount(late))}</span> : texts.onTime,
        },
      ]}
    />
  )
}

function sumUp(data: OperatorTrade | undefined) {
  if (!data) return undefined
  const add = (name: 'activated' | 'failed' | 'underWay'): number =>
    data.deliveries.reduce((all, one) => all + one[name], 0)
  return { activated: add('activated'), failed: add('failed'), underWay: add('underWay') }
}

/** Payments, orders and activations day by day, and the sellers whose interfaces do worst. */
export function TradeCharts() {
  const texts = tradeTexts.use()
  const { mayAsk, ...trade } = useTrade()
  if (!mayAsk) return null
  return (
    <Loaded of={trade} skeleton={<CardSkeleton rows={8} />}>
      {(found) => (
        <div className="op">
          <div className="w8">
            <PaidChart title={texts.paid} of={found} />
          </div>
          <div className="w4">
            <DeliveriesChart of={found} />
          </div>
          <SellersCard />
          <div className="w4">
            <OrdersChart of={found} />
          </div>
        </div>
      )}
    </Loaded>
  )
}

function DeliveriesChart({ of }: { readonly of: OperatorTrade }) {
  const texts = tradeTexts.use().deliveries
  const language = useLanguage()
  const { deliveries } = of
  const { failed, ...others } = sumUp(of) ?? { activated: 0, failed: 0, underWay: 0 }
  const all = failed + others.activated + others.underWay
  return (
    <ChartCard
      title={texts.title}
      as="bars"
      measure="count"
      labels={deliveries.map(({ day }) => formatDay(day, language))}
      series={[
        { name: texts.activated, look: 'calm', values: deliveries.map(({ activated }) => activated) },
        { name: texts.underWay, look: 'firm', values: deliveries.map(({ underWay }) => underWay) },
        { name: texts.failed, look: 'bad', values: deliveries.map((one) => one.failed) },
      ]}
      sum={texts.sum(formatCount(all), formatCount(failed))}
      empty={texts.none}
    />
  )
}

/** Those whose calls succeed least; absent for an operator who may not read of calls. */
function SellersCard() {
  const texts = tradeTexts.use().sellers
  const mayAsk = useMayAsk('GET /api/operator/health', ['reviewer', 'appeals'])
  const sellers = useList('GET /api/operator/health', { limit: shownSellers }, { enabled: mayAsk })
  const id = useId()
  if (!mayAsk || sellers.items?.length === 0) return null
  return (
    <div className="w8">
      <Loaded of={{ ...sellers, data: sellers.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) => (
          <Card
            id={id}
            title={texts.title}
            beside={<span className="t13 faint">{texts.lead}</span>}
            end={
              <Link className="link t13" {...linkOptions({ to: '/operator/health' })}>
                {texts.all}
              </Link>
            }
            bare
          >
            <div className="scroll-x">
              <table className="table compact">
                <thead>
                  <tr>
                    <th scope="col">{texts.seller}</th>
                    <th scope="col" className="hide-s">
                      {texts.days}
                    </th>
                    <th scope="col" className="n">
                      {texts.success}
                    </th>
                    <th scope="col" className="n hide-s">
                      p95
                    </th>
                    <th scope="col">{texts.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <SellerRow key={one.seller.id} of={one} />
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        )}
      </Loaded>
    </div>
  )
}

const poorBelow = 0.95

function SellerRow({ of }: { readonly of: SellerHealth }) {
  const text = useText()
  const { seller, attempts, succeeded, p95Ms, days, breaker } = of
  return (
    <tr>
      <td>
        <Link to="/operator/health/$sellerId" params={{ sellerId: seller.id }}>
          {text(seller.name)}
        </Link>
      </td>
      <td className="hide-s">
        <Sparkline bars={days.map((day) => ({ all: day.attempts, failed: day.attempts - day.succeeded }))} />
      </td>
      <td className={succeeded < attempts * poorBelow ? 'n num c-bad' : 'n num'}>
        {formatShare(succeeded, attempts)}
      </td>
      <td className="n num hide-s">{p95Ms === undefined ? '–' : formatDelay(p95Ms)}</td>
      <td className="nowrap">
        <BreakerState breaker={breaker} />
      </td>
    </tr>
  )
}
