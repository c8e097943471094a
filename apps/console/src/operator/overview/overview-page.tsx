import { Link, linkOptions } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { Icon, formatCount } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { formatCounted } from '../../centre/parts/counted.ts'
import { Bar, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { overviewTexts } from './texts.ts'
import { BreakersCard, usePaused } from './breakers-card.tsx'
import { MailNotice } from './mail-notice.tsx'
import { useMailServer } from '../mails/use-mail-server.ts'
import { HandedOverCard } from './handed-over-card.tsx'
import { QueuesCard, useQueues } from './queues-card.tsx'
import { TradeCharts, TradeFigures, useTrade } from './trade-cards.tsx'
import { TransferNotice, useTransferDetails } from './transfer-notice.tsx'
import { ToDoCard } from './to-do-card.tsx'
import '../operator.css'

/** How the marketplace is doing now. */
const figures = [
  ['parkedSellers', linkOptions({ to: '/operator/gates' })],
  ['interfaces', linkOptions({ to: '/operator/monitoring' })],
  ['openFailures', linkOptions({ to: '/operator/calls', search: { result: 'open_failure' } })],
  ['stuckCalls', linkOptions({ to: '/operator/calls', search: { state: 'stuck' } })],
  ['ordersProcessing', linkOptions({ to: '/operator/orders', search: { state: 'processing' } })],
  ['ordersToday', linkOptions({ to: '/operator/orders', search: { kind: 'new', period: 'today' } })],
] as const
type FigureName = keyof RouteReply<'GET /api/operator/overview'>
const refreshMs = 30_000
const shownOrders = 8

/** The overview for operators: numbers, then the queues with the possible acts for each row. */
export function OverviewPage() {
  const texts = overviewTexts.use()
  const mayOpen = useMayOpen()
  const { isKnown } = useMailServer()
  const transfer = useTransferDetails()
  const [queues, trade, paused] = [useQueues(), useTrade(), usePaused()]
  const isSummed = (queues.isFetched || !queues.mayAsk) && (trade.isFetched || !trade.mayAsk)
  const ordersId = useId()
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Alarm />
      <MailNotice />
      <TransferNotice />
      {/* Everything below is loaded meanwhile, but shown after the notices, which would make it jump. */}
      <div className="od__main" hidden={!isKnown || !transfer.isKnown || !paused.isKnown || !isSummed}>
        <HandedOverCard />
        {paused.items.length === 0 ? (
          <QueuesCard />
        ) : (
          <div className="op">
            <div className="w8">
              <QueuesCard />
            </div>
            <div className="w4">
              <BreakersCard of={paused.items} />
            </div>
          </div>
        )}
        <TradeFigures />
        <Figures />
        <TradeCharts />
        <ToDoCard />
        {mayOpen('/operator/orders') && (
          <Card
            id={ordersId}
            title={texts.orders}
            end={<All to="/operator/orders" name={texts.allOrders} />}
            bare
          >
            <OrderList area="operator" limit={shownOrders} framed={false} />
          </Card>
        )}
      </div>
    </Page>
  )
}

const useOverview = () => useRead('GET /api/operator/overview', {}, { refetchInterval: refreshMs })

/** What is urgent: sellers whose calls are not sent. */
function Alarm() {
  const texts = overviewTexts.use().alarm
  const mayOpen = useMayOpen()
  const parked = useOverview().data?.parkedSellers ?? 0
  if (parked === 0) return null
  return (
    <div className="note note--bad" role="status">
      <Icon name="bolt" />
      <p className="grow">
        <b className="strong">{texts.title(formatCount(parked))}</b> {texts.text}
      </p>
      {mayOpen('/operator/gates') && <Link to="/operator/gates">{texts.see}</Link>}
    </div>
  )
}

function Figures() {
  return (
    <Loaded of={useOverview()} skeleton={<FigureRow value={() => <Bar width={48} height={22} />} />}>
      {(found) => (
        <FigureRow
          value={(name) => (name === 'openFailures' ? formatCounted : formatCount)(found[name])}
          isLoaded
        />
      )}
    </Loaded>
  )
}

type FiguresProps = { readonly isLoaded?: boolean; readonly value: (name: FigureName) => ReactNode }

function FigureRow({ isLoaded, value }: FiguresProps) {
  const texts = overviewTexts.use().figures
  const mayOpen = useMayOpen()
  const shown = figures.filter(([, { to }]) => mayOpen(to))
  if (shown.length === 0) return null
  return (
    <nav className="figs" aria-label={isLoaded ? texts.label : undefined}>
      {shown.map(([name, link]) => (
        <Link key={name} {...link} activeProps={{}}>
          <span className="k">{texts[name]}</span>
          <span className="v">{value(name)}</span>
        </Link>
      ))}
    </nav>
  )
}

function All({ to, name }: { readonly to: NonNullable<LinkProps['to']>; readonly name: string }) {
  const texts = overviewTexts.use()
  return (
    <Link className="link t13" to={to} aria-label={name}>
      {texts.all}
    </Link>
  )
}
