import { Link } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { EmptyArch, Time, useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { useNow } from '../../centre/frame.ts'
import { toLooks } from '../../buyer/services/standing.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { barsTexts } from './bars-texts.ts'
import { buyerTexts } from './buyer-texts.ts'
import { useReason } from '../../centre/parts/reason.tsx'
import { usePagesOf } from './use-pages-of.ts'

/** A buyer's services, which an operator can freeze for a violation or unfreeze (R116). */
export function ServicesCard({ buyerId }: { readonly buyerId: string }) {
  const texts = buyerTexts.use()
  const services = usePagesOf('GET /api/operator/buyers/:buyerId/services', { buyerId })
  const [asked, setAsked] = useState<Service>()
  return (
    <Card id={useId()} title={texts.services} bare>
      <Listing<Service>
        of={services}
        columns={useServiceColumns(setAsked)}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.servicesEmpty.title} text={texts.servicesEmpty.text} />}
      />
      {asked && <BarDialog service={asked} onClose={() => setAsked(undefined)} />}
    </Card>
  )
}

function useServiceColumns(onAct: (service: Service) => void): readonly Column<Service>[] {
  const mayBar = useMayAsk('POST /api/operator/services/:serviceId/freeze', 'appeals')
  const acts = (service: Service) => <BarAct service={service} onAct={onAct} />
  const { serviceColumns: columns } = buyerTexts.use()
  const text = useText()
  const now = useNow()()
  return [
    {
      key: 'service',
      title: columns.service,
      head: true,
      render: ({ product, specification }) => (
        <Named
          logo={<ProductLogo of={product} small />}
          name={
            <Link to="/operator/products/$productId" params={{ productId: product.id }}>
              {text(product.name)}
            </Link>
          }
          below={text(specification)}
        />
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: (service) => (
        <>
          <ServiceState state={toLooks(service, now)} />
          {service.barred && <p className="t12 faint below">{service.barred.reason}</p>}
        </>
      ),
    },
    {
      key: 'seller',
      title: columns.seller,
      phone: 'none',
      render: ({ seller }) => (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
          {text(seller.name)}
        </Link>
      ),
    },
    {
      key: 'order',
      title: columns.order,
      render: ({ order }) => (
        <Link className="mono" to="/operator/orders/$orderId" params={{ orderId: order.id }}>
          {order.number}
        </Link>
      ),
    },
    {
      key: 'expiry',
      title: columns.expiry,
      phone: 'end',
      render: ({ endsAt }) => (endsAt ? <Time at={endsAt} /> : <span className="faint">–</span>),
    },
    ...(mayBar ? [{ key: 'acts', title: columns.acts, render: acts }] : []),
  ]
}

function BarAct({ service, onAct }: { readonly service: Service; onAct(service: Service): void }) {
  const texts = barsTexts.use()
  const text = useText()
  if (!isAlive(service)) return <span className="faint">–</span>
  return (
    <button
      type="button"
      className="link"
      aria-label={texts.actOf(text(service.product.name), service.barred !== undefined)}
      onClick={() => onAct(service)}
    >
      {service.barred ? texts.lift.open : texts.freeze.open}
    </button>
  )
}

/** Only a service that is not over can be frozen. */
const isAlive = ({ state }: Service): boolean =>
  state === 'active' || state === 'grace' || state === 'retention'

const touched = [
  'GET /api/operator/buyers/:buyerId/services',
  'GET /api/operator/orders/:orderId',
  'GET /api/operator/history',
] as const

function BarDialog({ service, onClose }: { readonly service: Service; onClose(): void }) {
  return service.barred ? (
    <LiftDialog service={service} reason={service.barred.reason} onClose={onClose} />
  ) : (
    <FreezeDialog service={service} onClose={onClose} />
  )
}

type DialogProps = { readonly service: Service; onClose(): void }

function FreezeDialog({ service, onClose }: DialogProps) {
  const texts = barsTexts.use().freeze
  const text = useText()
  const toast = useToast()
  const reason = useReason(texts)
  const freeze = useChange('POST /api/operator/services/:serviceId/freeze', touched)
  const onAct = () => {
    reason.check()
    if (!reason.isRight) return
    freeze.mutate(
      { params: { serviceId: service.id }, body: { reason: reason.given } },
      {
        onSuccess() {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={freeze} onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{text(service.product.name)}</b>{' '}
        <span className="mono">{service.order.number}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}

function LiftDialog({ service, reason, onClose }: DialogProps & { readonly reason: string }) {
  const texts = barsTexts.use().lift
  const text = useText()
  const toast = useToast()
  const lift = useChange('POST /api/operator/services/:serviceId/unfreeze', touched)
  const onAct = () =>
    lift.mutate(
      { params: { serviceId: service.id } },
      {
        onSuccess() {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={lift} onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{text(service.product.name)}</b>{' '}
        <span className="mono">{service.order.number}</span>
      </p>
      <p className="t13 dim">{service.state === 'retention' ? texts.textFrozen : texts.text}</p>
      <p className="t13">{texts.reason(reason)}</p>
    </DecisionDialog>
  )
}
