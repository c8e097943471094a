import type { ConnectionKind, EarlierAddress, RouteReply, SellerProduct } from '@loggia/protocol/console'
import { formatCount, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { moveTexts } from '../../../centre/access/move-texts.ts'
import { useChange, useRead } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { useMayAsk } from '../../../centre/rights/rights.ts'

const key = 'GET /api/seller/products/:productId/earlier-addresses'
type Current = NonNullable<RouteReply<typeof key>['current']>

type Props = { readonly product: SellerProduct; readonly of: ConnectionKind }

/** R261: services that still use an endpoint from before; nothing is shown if there are none. */
export function EarlierAddressesCard({ product: { id, joint }, of }: Props) {
  const texts = moveTexts.use()
  const { title, lead } = of === 'joint' ? texts.joint : texts
  const titleId = useId()
  const mayRead = useMayAsk(key, 'access:read')
  const mayMove = useMayAsk('POST /api/seller/products/:productId/moved-services', 'access:write')
  const isBound = of === 'delivery' || joint !== undefined
  const { data } = useRead(key, { params: { productId: id }, query: { of } }, { enabled: mayRead && isBound })
  const [movedId, setMovedId] = useState<string>()
  // It is read again after a refusal, so that the dialog shows the new numbers.
  const moved = data?.earlier.find(({ address }) => address.id === movedId)
  if (!data?.current || data.earlier.length === 0) return null
  return (
    <Card id={titleId} title={title}>
      <p className="t13 dim">{lead}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.current}</dt>
          <dd className="mono wrap">{data.current.url}</dd>
        </div>
        {data.earlier.map((earlier) => (
          <div key={earlier.address.id}>
            <dt>{texts.earlier}</dt>
            <dd>
              <span className="mono wrap">{earlier.address.url}</span>
              <p className="below">{texts.uses(earlier.services, earlier.orders)}</p>
              {mayMove && (
                <button
                  className="link"
                  type="button"
                  aria-label={texts.moveOf(earlier.address.url)}
                  onClick={() => setMovedId(earlier.address.id)}
                >
                  {texts.move}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {moved && (
        <MoveDialog
          productId={id}
          kind={of}
          of={moved}
          to={data.current}
          onClose={() => setMovedId(undefined)}
        />
      )}
    </Card>
  )
}

/** Shows what is moved; the numbers are sent with it, and refused if they have changed. */
function MoveDialog(props: {
  readonly productId: string
  readonly kind: ConnectionKind
  readonly of: EarlierAddress
  readonly to: Current
  onClose(): void
}) {
  const { productId, kind, of, to, onClose } = props
  const { dialog: texts, joint } = moveTexts.use()
  const toast = useToast()
  const move = useChange('POST /api/seller/products/:productId/moved-services', [
    key,
    'GET /api/seller/products/:productId/history',
    'GET /api/seller/orders/:orderId/addresses',
  ])
  const { services, orders } = of
  const onMove = () =>
    move.mutate(
      {
        params: { productId },
        body: { of: kind, fromAddressId: of.address.id, toAddressId: to.id, services, orders },
      },
      {
        onSuccess: (done) => {
          toast.success(texts.done(done.services))
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={texts}
      act={texts.confirm(services)}
      change={move}
      onClose={onClose}
      onAct={onMove}
    >
      <dl className="lines t13">
        <div>
          <dt>{texts.from}</dt>
          <dd className="mono wrap">{of.address.url}</dd>
        </div>
        <div>
          <dt>{texts.to}</dt>
          <dd className="mono wrap">{to.url}</dd>
        </div>
        <div>
          <dt>{texts.services}</dt>
          <dd>{formatCount(services)}</dd>
        </div>
        <div>
          <dt>{texts.orders}</dt>
          <dd>{formatCount(orders)}</dd>
        </div>
      </dl>
      <p className="t13 dim">{kind === 'joint' ? joint.text : texts.text}</p>
    </DecisionDialog>
  )
}
