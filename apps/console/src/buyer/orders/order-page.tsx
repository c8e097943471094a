import { isPerformed, omitUndefined } from '@loggia/kernel'
import { Link, getRouteApi } from '@tanstack/react-router'
import type { Order } from '@loggia/protocol/console'
import { Icon, formatAmount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { readOrderFact } from '../../centre/facts/of-orders.ts'
import { useLiveOrder } from '../../centre/history/use-live-order.ts'
import { MoneyCard } from '../../centre/orders/money-card.tsx'
import { LinesCard } from '../../centre/orders/order-lines.tsx'
import { OrderFrame, OrderMissing } from '../../centre/orders/order-head.tsx'
import { SellersWords } from '../../centre/orders/sellers-words.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { SupervisionCards } from '../../centre/supervision/later.ts'
import { useSupervisionsOf } from '../../centre/supervision/use-supervisions.ts'
import { computeMissing } from '../../storefront/buying/price.ts'
import { AccessCard } from '../services/access-card.tsx'
import { AccessSkeleton } from '../services/live-access.tsx'
import { AutoRenewalCard } from '../services/auto-renewal-card.tsx'
import { SellerCard } from '../services/seller-card.tsx'
import { serviceTexts } from '../services/texts.ts'
import { OrderActs } from './order-acts.tsx'
import { HistoryCard } from '../../centre/history/later.tsx'

const route = getRouteApi('/buyer/orders/$orderId')

/** One order: its state, access to what it opened, and everything that happened to it. */
export function OrderPage() {
  const { orderId } = route.useParams()
  return <OneOrder key={orderId} orderId={orderId} />
}

function OneOrder({ orderId }: { readonly orderId: string }) {
  const { query, isLive } = useLiveOrder('buyer', orderId)
  const supervised = useSupervisionsOf('buyer', orderId, query.data)
  return (
    <Loaded<Order> of={query} skeleton={<CardSkeleton rows={8} />} missing={<OrderMissing area="buyer" />}>
      {(order) =>
        supervised.isLoading ? (
          <CardSkeleton rows={8} />
        ) : (
          <OrderFrame area="buyer" order={order} actions={<OrderActs order={order} />}>
            <OrderNote order={order} />
            <div className="od">
              <div className="od__main">
                {supervised.data && <SupervisionCards area="buyer" order={order} of={supervised} />}
                <Access order={order} />
                <HistoryCard area="buyer" order={order} isLive={isLive} />
              </div>
              <aside className="od__side">
                <Renewals order={order} />
                <MoneyCard order={order} />
                <SellerCard sellers={sellersOf(order)} help={(sellerId) => toHelp(order, sellerId)} />
              </aside>
            </div>
            <LinesCard order={order} toShop />
          </OrderFrame>
        )
      }
    </Loaded>
  )
}

type OfOrder = { readonly order: Order }

/** The most important note for the reader: what the order waits for, or where its money went. */
function OrderNote({ order }: OfOrder) {
  const texts = orderTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const at = (time: string): string => formatTime(time, { language, zone })
  if (order.state === 'pending_payment') {
    const missing = order.balance && computeMissing(order.balance, order.total)
    return (
      <div className="note note--warn">
        <Icon name={missing ? 'wallet' : 'clock'} />
        <p>
          {missing && `${texts.short(formatAmount(missing))} `}
          {order.payBy === undefined ? texts.unpaidNote : texts.payBy(at(order.payBy))}
          {order.stock &&
            ` ${order.stock.heldUntil === undefined ? texts.stockNotHeld : texts.stockHeld(at(order.stock.heldUntil))}`}
        </p>
      </div>
    )
  }
  return order.related ? <RelatedNote order={order} related={order.related} /> : null
}

function RelatedNote({ order, related }: OfOrder & { readonly related: NonNullable<Order['related']> }) {
  const texts = orderTexts.use()
  const isRefund = order.kind === 'refund'
  return (
    <div className="note">
      <Icon name="undo" />
      <div className="grow">
        <p>{isRefund ? texts.refundNote : whyReturned(order, texts)}</p>
        {order.kind === 'change' && <SellersWords order={order} />}
      </div>
      <Link className="link t13" to="/buyer/orders/$orderId" params={{ orderId: related.id }}>
        {isRefund ? texts.seeOrder : texts.seeRefund} <span className="mono">{related.number}</span>
      </Link>
    </div>
  )
}

/** Why the order was returned: the seller did not do what was paid for, or the buyer returned it. */
function whyReturned(order: Order, texts: ReturnType<typeof orderTexts.use>): string {
  const amount = formatAmount(order.total)
  const facts = order.history.map(readOrderFact)
  const { cause, amount: back } = facts.find((fact) => fact.kind === 'order.refunded')?.data ?? {}
  if (back && (cause === 'negotiated' || cause === 'appealed'))
    return texts.agreedNote[cause](formatAmount(back))
  if (cause === 'five_day' || cause === 'renewal') return texts.returnedNote(amount)
  if (cause === 'not_delivered') return texts.notDeliveredNote(amount)
  if (order.kind === 'change') return texts.changeUndone(amount)
  const isNotOpened = order.history.some(({ kind }) => kind === 'opening.failed')
  return isNotOpened ? texts.refundedNote(amount) : texts.returnedNote(amount)
}

/** Access to what the order opened; each line has its own service, and what people perform opens nothing. */
function Access({ order }: OfOrder) {
  if (order.kind !== 'new' || (order.state !== 'processing' && order.state !== 'completed')) return null
  const ids = order.lines.flatMap(({ subscriptionId, type }) =>
    subscriptionId === undefined || isPerformed(type) ? [] : [subscriptionId],
  )
  return ids.map((serviceId) => <ServiceAccess key={`${serviceId} ${order.state}`} serviceId={serviceId} />)
}

function ServiceAccess({ serviceId }: { readonly serviceId: string }) {
  const service = useRead('GET /api/buyer/services/:serviceId', { params: { serviceId } })
  return (
    <Loaded of={service} skeleton={<AccessSkeleton />}>
      {(found) => <AccessCard service={found} isOnOrder />}
    </Loaded>
  )
}

/** R110: how the services of a completed order renew, as on their own pages. */
function Renewals({ order: { kind, state, lines } }: OfOrder) {
  if (kind === 'refund' || state !== 'completed') return null
  const ids = new Set(lines.flatMap(({ subscriptionId }) => subscriptionId ?? []))
  return [...ids].map((id) => <Renewal key={id} serviceId={id} isOneOfSeveral={ids.size > 1} />)
}

function Renewal(of: { readonly serviceId: string; readonly isOneOfSeveral: boolean }) {
  const { serviceId, isOneOfSeveral } = of
  const texts = serviceTexts.use()
  const text = useText()
  const { data } = useRead('GET /api/buyer/services/:serviceId', { params: { serviceId } })
  if (!data) return null
  const name = text(data.product.name)
  return (
    <AutoRenewalCard
      service={data}
      name={isOneOfSeveral ? name : undefined}
      end={
        <Link
          className="link t13"
          to="/buyer/services/$serviceId"
          params={{ serviceId }}
          aria-label={texts.detailsOf(name)}
        >
          {texts.details}
        </Link>
      }
    />
  )
}

/** A ticket is about the seller's first line. */
const toHelp = ({ id, lines }: Order, sellerId: string) =>
  omitUndefined({ order: id, line: lines.find(({ seller }) => seller.id === sellerId)?.number })

const sellersOf = ({ lines }: Order): readonly Order['lines'][number]['seller'][] => [
  ...new Map(lines.map(({ seller }) => [seller.id, seller])).values(),
]
