import { isPerformed } from '@loggia/kernel'
import type { Delivery, Order, SellerOrder } from '@loggia/protocol/console'
import { Button, CopyText, Time, useText } from '@loggia/ui'
import { useEffect, useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { Card, Fact } from '../parts/page.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { deliveryTexts } from './texts.ts'
import { AcceptDialog, RefundDialog, RejectDialog } from './decisions.tsx'
import { DeliverDialog } from './deliver-dialog.tsx'
import { DeliveryState } from './delivery-state.tsx'

const routes = {
  buyer: 'GET /api/buyer/orders/:orderId/deliveries',
  seller: 'GET /api/seller/orders/:orderId/deliveries',
  operator: 'GET /api/operator/orders/:orderId/deliveries',
} as const

type OfOrder = { readonly area: Area; readonly order: Order | SellerOrder }

/** The part of an order that people perform and accept: its state, its proofs, and the reader's next acts. */
export function DeliveriesCard({ area, order }: OfOrder) {
  const hasPerformed = order.lines.some(({ type }) => isPerformed(type))
  if (!hasPerformed || order.kind !== 'new' || order.paidAt === undefined) return null
  return <Deliveries area={area} order={order} />
}

function Deliveries({ area, order }: OfOrder) {
  const { data, refetch } = useRead<(typeof routes)[Area]>(routes[area], { params: { orderId: order.id } })
  // The acts of others are part of the order's history.
  const newest = order.history.at(-1)?.sequence
  useEffect(() => void refetch(), [newest, refetch])
  const paidFor = (one: Delivery) => order.lines.find(({ number }) => number === one.order.lineNumber)?.amount
  return data?.items.map((one) => <OneDelivery key={one.id} area={area} of={one} paid={paidFor(one)} />)
}

type OfDelivery = {
  readonly area: Area
  readonly of: Delivery
  /** The price of its line; only operators, who can refund it, see it here. */
  readonly paid?: Order['total'] | undefined
}

function OneDelivery({ area, of, paid }: OfDelivery) {
  const texts = deliveryTexts.use()
  const isOpen = of.state === 'started' || of.state === 'delivered'
  return (
    <Card
      id={useId()}
      title={texts.card}
      beside={<DeliveryState state={of.state} />}
      end={<Acts area={area} of={of} paid={paid} />}
      bare
    >
      {isOpen && (
        <p className="card__body t13 dim">{texts.next[area][of.state as 'started' | 'delivered']}</p>
      )}
      <dl className="ins">
        <What of={of} />
        {area === 'seller' && <Contact of={of} />}
        {of.rejection !== undefined && (
          <Fact name={texts.rejection}>
            <span className="c-bad prewrap">{of.rejection}</span>
          </Fact>
        )}
        {of.note !== undefined && (
          <Fact name={texts.note}>
            <span className="prewrap">{of.note}</span>
          </Fact>
        )}
        <Fact name={texts.proofs}>
          <Proofs of={of} />
        </Fact>
        <Moments of={of} />
      </dl>
    </Card>
  )
}

function What({ of }: { readonly of: Delivery }) {
  const texts = deliveryTexts.use().columns
  const text = useText()
  return (
    <Fact name={texts.what}>
      {text(of.product.name)} · {text(of.specification)}
    </Fact>
  )
}

/** R47: the contact that the buyer agreed to pass on. */
function Contact({ of: { contact = {} } }: { readonly of: Delivery }) {
  const texts = deliveryTexts.use()
  const given = [contact.name, contact.phone, contact.email].filter((one) => one !== undefined)
  return (
    <Fact name={texts.contact}>
      {given.length === 0 && <span className="faint">{texts.noContact}</span>}
      {given.map((one) => (
        <CopyText key={one} value={one} label={texts.contact} />
      ))}
    </Fact>
  )
}

export function Proofs({ of: { proofs } }: { readonly of: Delivery }) {
  const texts = deliveryTexts.use()
  if (proofs.length === 0) return <span className="faint">{texts.noProofs}</span>
  return (
    <ul className="plain-list">
      {proofs.map(({ id, name, path, createdAt }) => (
        <li key={id}>
          <a href={path} download>
            {name}
          </a>{' '}
          <span className="t12 faint">
            <Time at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Moments({ of }: { readonly of: Delivery }) {
  const texts = deliveryTexts.use()
  const moments: readonly (readonly [string, string | undefined])[] = [
    [texts.deliveredAt, of.deliveredAt],
    [texts.begunAt, of.begunAt],
    [texts.acceptedAt, of.acceptedAt],
    [texts.failedAt, of.failedAt],
  ]
  return moments.map(([name, at]) =>
    at === undefined ? null : (
      <Fact key={name} name={name}>
        <Time at={at} />
      </Fact>
    ),
  )
}

/** The reader's possible acts. */
export function Acts({ area, of, paid }: OfDelivery): ReactNode {
  const texts = deliveryTexts.use()
  const may = {
    seller: useMayAsk('POST /api/seller/deliveries/:deliveryId/proof', 'orders:write'),
    buyer: useMayAsk('POST /api/buyer/deliveries/:deliveryId/acceptance', 'purchase'),
    operator: useMayAsk('POST /api/operator/deliveries/:deliveryId/refund', 'appeals'),
  }
  const [open, setOpen] = useState<'deliver' | 'accept' | 'reject' | 'refund'>()
  const close = () => setOpen(undefined)
  if (!may[area]) return null
  return (
    <>
      {area === 'seller' && of.state === 'started' && (
        <Button variant="primary" onClick={() => setOpen('deliver')}>
          {of.proofs.length > 0 ? texts.deliver.again : texts.deliver.act}
        </Button>
      )}
      {area === 'buyer' && of.state === 'delivered' && (
        <span className="row">
          <Button onClick={() => setOpen('reject')}>{texts.reject.act}</Button>
          <Button variant="primary" onClick={() => setOpen('accept')}>
            {texts.accept.act}
          </Button>
        </span>
      )}
      {area === 'operator' && paid && (of.state === 'started' || of.state === 'delivered') && (
        <Button onClick={() => setOpen('refund')}>{texts.refund.act}</Button>
      )}
      {open === 'deliver' && <DeliverDialog of={of} onClose={close} />}
      {open === 'accept' && <AcceptDialog of={of} onClose={close} />}
      {open === 'reject' && <RejectDialog of={of} onClose={close} />}
      {open === 'refund' && paid && <RefundDialog of={of} paid={paid} onClose={close} />}
    </>
  )
}
