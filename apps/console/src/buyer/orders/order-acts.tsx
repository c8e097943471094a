import { Link } from '@tanstack/react-router'
import type { Order } from '@loggia/protocol/console'
import { Button, formatAmount } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { orderTexts } from '../../centre/orders/texts.ts'
import { computeMissing } from '../../storefront/buying/price.ts'
import { MainActs } from '../services/acts-card.tsx'
import { lifeTexts } from '../services/life-texts.ts'
import { TopUpLink } from './top-up-link.tsx'
import { CancelDialog, PayDialog } from './later.ts'

type OfOrder = { readonly order: Order }

/** What the buyer can do with an order: pay or cancel it, and later what its service offers. */
export function OrderActs({ order }: OfOrder) {
  if (order.state === 'pending_payment') return <Unpaid order={order} />
  const [serviceId, ...others] = new Set(
    order.lines.flatMap(({ subscriptionId }) => (subscriptionId === undefined ? [] : [subscriptionId])),
  )
  if (serviceId === undefined) return null
  if (others.length > 0) return <ToServices />
  return order.state === 'completed' && order.kind !== 'refund' ? (
    <ServiceActs serviceId={serviceId} />
  ) : (
    <ToService serviceId={serviceId} />
  )
}

function Unpaid({ order }: OfOrder) {
  const texts = orderTexts.use()
  const [dialog, setDialog] = useState<'pay' | 'cancel'>()
  const close = () => setDialog(undefined)
  const missing = order.balance && computeMissing(order.balance, order.total)
  return (
    <>
      {missing && <TopUpLink amount={missing.amount} className="btn btn--primary" />}
      <Button variant={missing ? 'outlined' : 'primary'} onClick={() => setDialog('pay')}>
        {texts.pay(formatAmount(order.total))}
      </Button>
      <Button onClick={() => setDialog('cancel')}>{texts.cancel}</Button>
      {dialog === 'pay' && <PayDialog order={order} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog order={order} onClose={close} />}
    </>
  )
}

/** The acts of the page of the service, as far as they are possible now. */
function ServiceActs({ serviceId }: { readonly serviceId: string }) {
  const texts = lifeTexts.use().acts
  const service = useRead('GET /api/buyer/services/:serviceId', { params: { serviceId } }).data
  const isOver = service?.state === 'released' || service?.state === 'cancelled'
  return (
    <>
      {service && !isOver && <MainActs service={service} />}
      {service && !isOver && service.acts.refund.allowed && (
        <Link className="btn" to="/buyer/services/$serviceId/refund" params={{ serviceId }}>
          {texts.refund.act}
        </Link>
      )}
      <ToService serviceId={serviceId} />
    </>
  )
}

function ToService({ serviceId }: { readonly serviceId: string }) {
  return (
    <Link className="btn" to="/buyer/services/$serviceId" params={{ serviceId }}>
      {orderTexts.use().lines.service}
    </Link>
  )
}

function ToServices() {
  return (
    <Link className="btn" to="/buyer/services">
      {orderTexts.use().lines.services}
    </Link>
  )
}
