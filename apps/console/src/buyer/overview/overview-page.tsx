import { Link, linkOptions } from '@tanstack/react-router'
import type { BuyerRenewals, BuyerSpending } from '@loggia/protocol/console'
import { EmptyArch, Icon, formatAmount, formatCount } from '@loggia/ui'
import { useId } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { formatChange, toFen } from '../../centre/overview/change.ts'
import { Figures } from '../../centre/overview/figures.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { computeMissing } from '../../storefront/buying/price.ts'
import { paths } from '../../storefront/links.ts'
import { LossNotes } from '../services/loss-notes.tsx'
import { CalendarCard } from './calendar-card.tsx'
import { DecisionsCard, listDecisions } from './decisions-card.tsx'
import { RequestsCard, useRequests } from './requests-card.tsx'
import { ForecastCard, SpendingChart } from './spending-cards.tsx'
import { buyerOverviewTexts } from './texts.ts'

const refreshMs = 60_000
const shownOrders = 6

/** The overview for buyers: what is lost or has to be decided first, then what services cost. */
export function OverviewPage() {
  const texts = buyerOverviewTexts.use()
  const services = useList('GET /api/buyer/services', { sort: 'loss' })
  const renewals = useRead('GET /api/buyer/renewals', {}, { refetchInterval: refreshMs })
  const spending = useRead('GET /api/buyer/spending', {}, { refetchInterval: refreshMs })
  const isNew = services.items?.length === 0 && spending.data && toFen(spending.data.total) === 0
  return (
    <Page
      area="buyer"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <a className="btn" href={paths.products}>
          {texts.browse}
        </a>
      }
    >
      {/* Everything is shown after the notes, which would make it jump. */}
      <Loaded of={{ ...services, data: services.items }} skeleton={<CardSkeleton rows={8} />}>
        {(items) =>
          isNew ? (
            <First />
          ) : (
            <>
              <LossNotes services={items} />
              <Loaded of={renewals} skeleton={<CardSkeleton rows={6} />}>
                {(coming) => (
                  <Loaded of={spending} skeleton={<CardSkeleton rows={6} />}>
                    {(spent) => <Shown renewals={coming} spending={spent} />}
                  </Loaded>
                )}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** What to do before anything was bought. */
function First() {
  const { first } = buyerOverviewTexts.use()
  return (
    <div className="card">
      <EmptyArch
        level={2}
        title={first.title}
        text={first.text}
        action={
          <a className="btn btn--primary" href={paths.products}>
            {first.act}
          </a>
        }
      />
    </div>
  )
}

type Known = { readonly renewals: BuyerRenewals; readonly spending: BuyerSpending }

function Shown({ renewals, spending }: Known) {
  const texts = buyerOverviewTexts.use()
  const ordersId = useId()
  const requests = useRequests()
  const isAsked = requests.items.length > 0
  const forecast = (
    <div className="w4">
      <ForecastCard of={renewals} />
    </div>
  )
  return (
    <div className="od__main">
      <ShortBalance of={renewals} />
      <SpendingFigures renewals={renewals} spending={spending} />
      <CalendarCard of={renewals} />
      <div className="op">
        <div className="w8">
          <DecisionsCard of={renewals} />
        </div>
        {isAsked ? (
          <div className="w4">
            <RequestsCard of={requests} />
          </div>
        ) : (
          forecast
        )}
        <div className={isAsked ? 'w8' : 'w12'}>
          <SpendingChart renewals={renewals} spending={spending} />
        </div>
        {isAsked && forecast}
      </div>
      <Card
        id={ordersId}
        title={texts.orders}
        end={
          <Link className="link t13" to="/buyer/orders" aria-label={texts.allOrders}>
            {texts.all}
          </Link>
        }
        bare
      >
        <OrderList area="buyer" limit={shownOrders} framed={false} />
      </Card>
    </div>
  )
}

const useBalance = () => useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance

/** That the balance does not cover the automatic renewals of the next 14 days. */
function ShortBalance({ of: { soon } }: { readonly of: BuyerRenewals }) {
  const texts = buyerOverviewTexts.use().short
  const balance = useBalance()
  const missing = balance && computeMissing(balance, soon.amount)
  if (!balance || !missing) return null
  return (
    <div className="note note--warn">
      <Icon name="wallet" />
      <p className="grow">
        <b className="strong">{texts.title(formatAmount(missing))}</b>{' '}
        {texts.text(formatCount(soon.count), formatAmount(soon.amount), formatAmount(balance))}
      </p>
      <Link className="btn btn--sm" to="/buyer/top-ups">
        {texts.act}
      </Link>
    </div>
  )
}

function SpendingFigures({ renewals, spending }: Known) {
  const texts = buyerOverviewTexts.use().figures
  const balance = useBalance()
  const overview = useRead('GET /api/buyer/overview', {}).data
  const [before, now] = spending.months.slice(-2)
  const change = now && before && formatChange(toFen(now.paid), toFen(before.paid))
  return (
    <Figures
      label={texts.label}
      of={[
        {
          name: texts.spent,
          value: now && formatAmount(now.paid),
          below: change === undefined ? texts.nothingBefore : texts.change(change),
        },
        {
          name: texts.refunded,
          value: now && formatAmount(now.refunded),
          below: before && texts.lastMonth(formatAmount(before.refunded)),
        },
        {
          name: texts.soon,
          value: formatAmount(renewals.soon.amount),
          below: texts.services(renewals.soon.count),
        },
        {
          name: texts.decide,
          value: formatCount(listDecisions(renewals).length),
          below: texts.within,
        },
        {
          name: texts.deliveries,
          value: overview && formatCount(overview.supervisions),
          below: texts.yourTurn,
          link: linkOptions({ to: '/buyer/supervisions' }),
        },
        {
          name: texts.balance,
          value: balance && formatAmount(balance),
          below: texts.topUp,
          link: linkOptions({ to: '/buyer/balance' }),
        },
      ]}
    />
  )
}
