import { Link, linkOptions } from '@tanstack/react-router'
import type { Health, RouteReply, SellerSales } from '@loggia/protocol/console'
import { EmptyArch, Icon, formatAmount, formatCount, formatDelay, formatShare } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { useSellerStanding } from '../../centre/calls/call-area.ts'
import { readingOfHealth, usualDays } from '../../centre/health/health-search.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { toFen } from '../../centre/overview/change.ts'
import { Figures } from '../../centre/overview/figures.tsx'
import type { Figure } from '../../centre/overview/figures.tsx'
import { OrdersChart, PaidChart, useComparison } from '../../centre/overview/trade-charts.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { InterfacesCard } from './interfaces-card.tsx'
import { Needs, useNeeds } from './needs.tsx'
import { ParkedBand } from './parked-band.tsx'
import { EndingCard } from './ending-card.tsx'
import { ProductsCard, RenewalsChart, sumUpRenewals } from './sales-cards.tsx'
import { sellerOverviewTexts } from './texts.ts'
import './overview.css'

type Overview = RouteReply<'GET /api/seller/overview'>
const refreshMs = 30_000
/** Sums of days change slowly, and cost more to read. */
const salesRefreshMs = 300_000
const shownOrders = 8

/** The overview for sellers: what needs them first, then how they sell, and the latest orders. */
export function OverviewPage() {
  const texts = sellerOverviewTexts.use()
  const mayRead = useMayAsk('GET /api/seller/overview', 'orders:read')
  return mayRead ? <Shown /> : <NoRight area="seller" title={texts.title} />
}

function Shown() {
  const texts = sellerOverviewTexts.use()
  const mayCalls = useMayAsk('GET /api/seller/calls', 'calls:read')
  const overview = useRead('GET /api/seller/overview', {}, { refetchInterval: refreshMs })
  const sales = useRead('GET /api/seller/sales', {}, { refetchInterval: salesRefreshMs })
  const health = useRead(
    'GET /api/seller/health',
    { query: { days: usualDays } },
    { ...readingOfHealth, enabled: mayCalls },
  )
  const needs = useNeeds(overview.data)
  return (
    <Page area="seller" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      {mayCalls && <Parked />}
      <Loaded of={overview} skeleton={<CardSkeleton rows={6} />}>
        {(found) => (
          // Everything is shown after what needs the seller, which would make it jump.
          <div className="od__main" hidden={!needs.isKnown}>
            <Needs of={needs} overview={found} />
            {found.productsListed === 0 && <First of={found} />}
            <Sales of={sales} overview={found} health={health.data} mayCalls={mayCalls} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

type SalesProps = {
  readonly of: ReturnType<typeof useRead<'GET /api/seller/sales'>>
  readonly overview: Overview
  readonly health: Health | undefined
  readonly mayCalls: boolean
}

/** How the seller sells. A seller without anything on sale sees the first steps instead. */
function Sales({ of, overview, health, mayCalls }: SalesProps) {
  const { noSales } = sellerOverviewTexts.use()
  return (
    <Loaded of={of} skeleton={<CardSkeleton rows={8} />}>
      {(sales) => {
        const hasSold = sales.total.orders + sales.before.orders > 0
        if (!hasSold && overview.productsListed === 0) return null
        return (
          <>
            <SalesFigures of={sales} health={health} mayCalls={mayCalls} />
            {hasSold ? (
              <Charts of={sales} health={health} />
            ) : (
              <div className="card">
                <EmptyArch
                  level={2}
                  title={noSales.title}
                  text={noSales.text}
                  action={
                    <Link className="btn" to="/seller/products">
                      {noSales.act}
                    </Link>
                  }
                />
              </div>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function SalesFigures(props: {
  readonly of: SellerSales
  readonly health: Health | undefined
  readonly mayCalls: boolean
}) {
  const texts = sellerOverviewTexts.use().figures
  const compare = useComparison()
  const { total, before } = props.of
  const due = sumUpRenewals(props.of)
  const calls = props.health?.total
  const figures: Figure[] = [
    {
      name: texts.paid,
      value: formatAmount(total.paid),
      below: compare(toFen(total.paid), toFen(before.paid)),
    },
    { name: texts.orders, value: formatCount(total.orders), below: compare(total.orders, before.orders) },
    {
      name: texts.purchases,
      value: formatCount(total.purchases),
      below: compare(total.purchases, before.purchases),
    },
    {
      name: texts.refunded,
      value: formatAmount(total.refunded),
      below: texts.ofPaid(formatShare(toFen(total.refunded), toFen(total.paid))),
    },
    { name: texts.due, value: formatCount(due.count), below: texts.dueAmount(formatAmount(due.amount)) },
  ]
  if (props.mayCalls)
    figures.push({
      name: texts.success,
      value: calls && formatShare(calls.succeeded, calls.attempts),
      below:
        calls &&
        `${texts.calls(formatCount(calls.attempts), formatCount(calls.attempts - calls.succeeded))}${calls.p95Ms === undefined ? '' : `, p95 ${formatDelay(calls.p95Ms)}`}`,
      link: linkOptions({ to: '/seller/health' }),
    })
  return <Figures label={texts.label} of={figures} />
}

function Charts({ of, health }: { readonly of: SellerSales; readonly health: Health | undefined }) {
  const texts = sellerOverviewTexts.use()
  const hasCalls = health !== undefined && health.interfaces.length > 0
  const hasEnding = of.ending.length > 0
  return (
    <div className="op">
      <div className="w8">
        <PaidChart title={texts.sales} of={of} />
      </div>
      <div className="w4">
        <ProductsCard of={of} />
      </div>
      <div className="w6">
        <OrdersChart of={of} />
      </div>
      <div className="w6">
        <RenewalsChart of={of} />
      </div>
      {hasCalls && (
        <div className={hasEnding ? 'w8' : 'w12'}>
          <InterfacesCard of={health} />
        </div>
      )}
      {hasEnding && (
        <div className={hasCalls ? 'w4' : 'w12'}>
          <EndingCard of={of} />
        </div>
      )}
      <div className="w12">
        <Card
          id={useId()}
          title={texts.orders}
          end={
            <Link className="link t13" to="/seller/orders" aria-label={texts.allOrders}>
              {texts.all}
            </Link>
          }
          bare
        >
          <OrderList area="seller" limit={shownOrders} framed={false} />
        </Card>
      </div>
    </div>
  )
}

/** What is urgent: no call is sent. */
function Parked() {
  const standing = useSellerStanding().data
  return standing && standing.breaker !== 'closed' ? <ParkedBand standing={standing} /> : null
}

/** The steps to the first sale, for a seller that sells nothing yet: numbered, and ticked once they are done. */
function First({ of }: { readonly of: Overview }) {
  const { first } = sellerOverviewTexts.use()
  const hasDraft = of.productsUnfinished + of.productsInReview > 0
  const steps = [
    [first.company, first.companyText, linkOptions({ to: '/seller/organisation' }), of.begun.company],
    [first.access, first.accessText, linkOptions({ to: '/seller/access' }), of.begun.access],
    [
      first.product,
      first.productText,
      hasDraft ? linkOptions({ to: '/seller/products' }) : linkOptions({ to: '/seller/products/new' }),
      hasDraft,
    ],
    [first.submit, first.submitText, linkOptions({ to: '/seller/products' }), of.productsInReview > 0],
  ] as const
  const next = steps.findIndex(([, , , isDone]) => !isDone)
  return (
    <Card id={useId()} title={first.title} beside={<span className="t13 faint">{first.text}</span>}>
      <ol className="begin">
        {steps.map(([name, text, link, isDone], index) => (
          <li key={name} aria-current={index === next ? 'step' : undefined}>
            <span className={isDone ? 'begin__n begin__n--done' : 'begin__n'} aria-hidden="true">
              {isDone ? <Icon name="check" size={16} /> : index + 1}
            </span>
            <div>
              <Link className="strong" {...link}>
                {name}
                {isDone && <span className="sr">{first.done}</span>}
              </Link>
              <p className="t13 dim">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
