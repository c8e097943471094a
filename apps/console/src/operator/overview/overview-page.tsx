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
import { MailNotice } from './mail-notice.tsx'
import { useMailServer } from '../mails/use-mail-server.ts'
import { AddressList } from '../addresses/address-list.tsx'
import { ReviewList } from '../reviews/review-list.tsx'
import '../operator.css'

const figures = [
  ['pendingAddresses', linkOptions({ to: '/operator/addresses' })],
  ['productsInReview', linkOptions({ to: '/operator/reviews' })],
  ['balanceChanges', linkOptions({ to: '/operator/balance-changes', search: { state: 'waiting' } })],
  ['parkedSellers', linkOptions({ to: '/operator/gates' })],
  ['openFailures', linkOptions({ to: '/operator/calls', search: { result: 'open_failure' } })],
  ['stuckCalls', linkOptions({ to: '/operator/calls', search: { state: 'stuck' } })],
  ['ordersProcessing', linkOptions({ to: '/operator/orders' })],
  ['ordersToday', linkOptions({ to: '/operator/orders' })],
] as const
type FigureName = keyof RouteReply<'GET /api/operator/overview'>
const refreshMs = 30_000

/** The overview for operators: numbers, then the queues with the possible acts for each row. */
export function OverviewPage() {
  const texts = overviewTexts.use()
  const mayOpen = useMayOpen()
  const { isKnown } = useMailServer()
  const [addressesId, productsId, ordersId] = [useId(), useId(), useId()]
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Alarm />
      <MailNotice />
      {/* Everything below is loaded meanwhile, but shown after the notice, which would make it jump. */}
      <div className="od__main" hidden={!isKnown}>
        <Figures />
        {mayOpen('/operator/addresses') && (
          <div className="op">
            <div className="w7">
              <Card
                id={addressesId}
                title={texts.addresses}
                end={<All to="/operator/addresses" name={texts.allAddresses} />}
                bare
              >
                <AddressList state="pending" framed={false} brief />
              </Card>
            </div>
            <div className="w5">
              <Card
                id={productsId}
                title={texts.products}
                end={<All to="/operator/reviews" name={texts.allProducts} />}
                bare
              >
                <ReviewList brief />
              </Card>
            </div>
          </div>
        )}
        {mayOpen('/operator/orders') && (
          <Card
            id={ordersId}
            title={texts.orders}
            end={<All to="/operator/orders" name={texts.allOrders} />}
            bare
          >
            <OrderList area="operator" framed={false} />
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
  const texts = overviewTexts.use().figures
  return (
    <Loaded of={useOverview()} skeleton={<FigureFrame value={() => <Bar width={48} height={22} />} />}>
      {(found) => (
        <FigureFrame
          label={texts.label}
          value={(name) => (name === 'openFailures' ? formatCounted : formatCount)(found[name])}
        />
      )}
    </Loaded>
  )
}

function FigureFrame(props: { readonly label?: string; readonly value: (name: FigureName) => ReactNode }) {
  const texts = overviewTexts.use().figures
  const mayOpen = useMayOpen()
  const shown = figures.filter(([, { to }]) => mayOpen(to))
  if (shown.length === 0) return null
  return (
    <nav className="figs figs--8" aria-label={props.label}>
      {shown.map(([name, link]) => (
        <Link key={name} {...link} activeProps={{}}>
          <span className="k">{texts[name]}</span>
          <span className="v">{props.value(name)}</span>
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
