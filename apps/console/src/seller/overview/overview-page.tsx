import { Link, linkOptions } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { Icon, formatCount } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { useSellerStanding } from '../../centre/calls/call-area.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { formatCounted } from '../../centre/parts/counted.ts'
import { Bar, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { Alarms } from './alarms.tsx'
import { InterfaceAlarms } from './interface-alarms.tsx'
import { sellerOverviewTexts } from './texts.ts'
import { ParkedBand } from './parked-band.tsx'
import './overview.css'

type Overview = RouteReply<'GET /api/seller/overview'>
const refreshMs = 30_000

const figures = [
  ['supervisions', linkOptions({ to: '/seller/supervisions' })],
  ['refundRequests', linkOptions({ to: '/seller/refunds' })],
  ['linesOpening', linkOptions({ to: '/seller/orders' })],
  ['ordersToday', linkOptions({ to: '/seller/orders' })],
  ['soldOut', linkOptions({ to: '/seller/products', search: { state: 'listed' } })],
  ['productsInReview', linkOptions({ to: '/seller/products', search: { state: 'in_review' } })],
  ['productsUnfinished', linkOptions({ to: '/seller/products', search: { state: 'draft' } })],
  ['addressesPending', linkOptions({ to: '/seller/access' })],
] as const

/** The overview for sellers: failures first, then numbers, first steps, and the latest orders. */
export function OverviewPage() {
  const texts = sellerOverviewTexts.use()
  const mayRead = useMayAsk('GET /api/seller/overview', 'orders:read')
  return mayRead ? <Shown /> : <NoRight area="seller" title={texts.title} />
}

function Shown() {
  const texts = sellerOverviewTexts.use()
  const mayCalls = useMayAsk('GET /api/seller/calls', 'calls:read')
  const overview = useRead('GET /api/seller/overview', {}, { refetchInterval: refreshMs })
  return (
    <Page area="seller" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      {mayCalls && <Parked />}
      {mayCalls && <Alarms />}
      {mayCalls && <InterfaceAlarms />}
      <Loaded
        of={overview}
        skeleton={<Frame failures={mayCalls} value={() => <Bar width={48} height={22} />} />}
      >
        {(found) => (
          <>
            <Frame
              label={texts.figures.label}
              failures={mayCalls}
              value={(name) => formatCount(found[name])}
            />
            {found.productsListed === 0 && <First of={found} />}
          </>
        )}
      </Loaded>
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
        <OrderList area="seller" framed={false} />
      </Card>
    </Page>
  )
}

/** What is urgent: no call is sent. */
function Parked() {
  const standing = useSellerStanding().data
  return standing && standing.breaker !== 'closed' ? <ParkedBand standing={standing} /> : null
}

function Frame(props: {
  readonly label?: string
  readonly failures: boolean
  readonly value: (name: (typeof figures)[number][0]) => ReactNode
}) {
  const texts = sellerOverviewTexts.use().figures
  return (
    <nav className="figs" aria-label={props.label}>
      {props.failures && <Failures />}
      {figures.map(([name, link]) => (
        <Link key={name} {...link} activeProps={{}}>
          <span className="k">{texts[name]}</span>
          <span className="v">{props.value(name)}</span>
        </Link>
      ))}
    </nav>
  )
}

function Failures() {
  const texts = sellerOverviewTexts.use().figures
  const standing = useSellerStanding().data
  return (
    <Link to="/seller/calls" search={{ result: 'open_failure' }} activeProps={{}}>
      <span className="k">{texts.openFailures}</span>
      <span className="v">
        {standing ? formatCounted(standing.openFailures) : <Bar width={48} height={22} />}
      </span>
    </Link>
  )
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
