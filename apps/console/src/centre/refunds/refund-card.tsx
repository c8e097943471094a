import type { RefundRequest, RouteReply } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { Button, Money, useText } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import { useChange, useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { Card } from '../parts/page.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { ReasonDialog } from '../supervision/act-dialogs.tsx'
import { hasPermit } from './permit.ts'
import { NextText } from './request-cards.tsx'
import { RequestActs } from './request-acts.tsx'
import { RequestState } from './request-state.tsx'
import { staleRefunds } from './stale.ts'
import { refundTexts } from './texts.ts'
import '../supervision/supervision.css'

type Delivery = RouteReply<'GET /api/buyer/supervisions/:supervisionId'>
type OfDelivery = { readonly area: Area; readonly of: Delivery }

/** The refund request of a supervised delivery, or how one is asked for. */
export function RefundCard({ area, of }: OfDelivery) {
  const data = useRequests({ area, of })
  const newest = data?.items[0]
  const isOver = of.turn === undefined
  if (newest && (isOver || newest.endedAt === undefined)) return <Newest area={area} of={newest} />
  if (!data || isOver || of.paused) return null
  if (area === 'buyer')
    return (
      <Ask key={of.timeline.length} of={of} rejected={newest?.state === 'rejected' ? newest : undefined} />
    )
  return area === 'operator' && needsPermit(of) ? <Permit of={of} /> : null
}

/** The requests of a delivery. The page polls the delivery; what happened to it may have changed its requests. */
function useRequests({ area, of }: OfDelivery) {
  const key: 'GET /api/buyer/supervisions/:supervisionId/refund-requests' =
    `GET /api/${area}/supervisions/:supervisionId/refund-requests` as never
  const mayRead = useMayAsk('GET /api/operator/supervisions/:supervisionId/refund-requests', [
    'finance',
    'appeals',
  ])
  const enabled = area !== 'operator' || mayRead
  const { data, refetch } = useRead(key, { params: { supervisionId: of.id } }, { enabled })
  const told = of.timeline.length
  useEffect(() => {
    if (enabled) void refetch({ cancelRefetch: false })
  }, [told, enabled, refetch])
  return data
}

/** R151: whether the goods are on their way, and no operator has allowed the next request. */
const needsPermit = ({ shipment, timeline }: Delivery): boolean =>
  shipment !== undefined && shipment.receivedAt === undefined && !hasPermit(timeline)

function Newest({ area, of }: { readonly area: Area; readonly of: RefundRequest }) {
  const texts = refundTexts.use()
  return (
    <Card
      id={useId()}
      title={texts.card.title}
      beside={<RequestState of={of} />}
      end={
        <Link
          className="link t13"
          to={`/${area}/refunds/$refundRequestId`}
          params={{ refundRequestId: of.id }}
        >
          {texts.card.open}
        </Link>
      }
      bare
    >
      <div className="card__body stack">
        <p>
          <b className="strong">
            <Money of={of.amount} />
          </b>{' '}
          · <span className="said-text">{of.reason}</span>
        </p>
        <p className="t13 dim">
          <NextText area={area} of={of} />
        </p>
        <div className="row row--wrap">
          <RequestActs of={of} />
        </div>
      </div>
    </Card>
  )
}

/** R139: a refund may be asked for until the acceptance, or why not now (R142, R151). */
function Ask({ of, rejected }: { readonly of: Delivery; readonly rejected: RefundRequest | undefined }) {
  const id = useId()
  const texts = refundTexts.use()
  const text = useText()
  const { id: orderId } = of.order
  const mayAsk = useMayAsk('POST /api/buyer/orders/:orderId/refund-requests', 'purchase')
  const query = { lineNumber: of.order.lineNumber }
  const { data } = useRead('GET /api/buyer/orders/:orderId/refund-offer', { params: { orderId }, query })
  const said = findLicenseWay(of.flow) === 'code' ? texts.card.textCode : texts.card.text
  if (!data) return null
  return (
    <Card id={id} title={texts.card.title} beside={rejected && <RequestState of={rejected} />}>
      <div className="stack">
        <p className="t13 dim">{data.allowed ? said : data.refusal && text(data.refusal.sentence)}</p>
        {rejected?.rejection && (
          <p className="t13 said-text">
            {texts.facts.rejection[rejected.rejection.by](rejected.rejection.reason)}
          </p>
        )}
        {data.allowed && mayAsk && (
          <div>
            <Link className="btn" to="/buyer/refunds/new" search={{ order: orderId, line: query.lineNumber }}>
              {texts.card.ask}
            </Link>
          </div>
        )}
      </div>
    </Card>
  )
}

/** R151: an operator lets the buyer ask although the goods are on their way. */
function Permit({ of }: { readonly of: Delivery }) {
  const id = useId()
  const texts = refundTexts.use()
  const may = useMayAsk('POST /api/operator/supervisions/:supervisionId/refund-permit', 'appeals')
  const change = useChange('POST /api/operator/supervisions/:supervisionId/refund-permit', staleRefunds)
  const [isOpen, setOpen] = useState(false)
  if (!may) return null
  const params = { supervisionId: of.id }
  return (
    <Card id={id} title={texts.card.title}>
      <div className="stack">
        <p className="t13 dim">{texts.permit.card}</p>
        <div>
          <Button onClick={() => setOpen(true)}>{texts.permit.act}</Button>
        </div>
      </div>
      {isOpen && (
        <ReasonDialog
          texts={texts.permit}
          act={texts.permit.act}
          change={change}
          onClose={() => setOpen(false)}
          onSend={(reason, then) => change.mutate({ params, body: { reason } }, then)}
        >
          {texts.permit.text}
        </ReasonDialog>
      )}
    </Card>
  )
}
