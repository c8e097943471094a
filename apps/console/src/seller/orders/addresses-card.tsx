import type { SellerOrder, ServiceAddress } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { moveTexts } from '../../centre/access/move-texts.ts'
import { useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'

const key = 'GET /api/seller/orders/:orderId/addresses'

/** R261: the services of an order that still use an endpoint from before; nothing is shown if there are none. */
export function OrderAddressesCard({ order }: { readonly order: SellerOrder }) {
  const texts = moveTexts.use()
  const text = useText()
  const titleId = useId()
  const mayRead = useMayAsk(key, 'access:read')
  const mayMove = useMayAsk('PUT /api/seller/services/:serviceId/address', 'access:write')
  const { data } = useRead(key, { params: { orderId: order.id } }, { enabled: mayRead })
  const [chosen, setChosen] = useState<ServiceAddress>()
  const earlier = data?.items.filter(({ address, current }) => address.id !== current.id) ?? []
  // It is read again after a refusal, so that the dialog names the endpoint that is current now.
  const moved =
    earlier.find(({ serviceId, of }) => serviceId === chosen?.serviceId && of === chosen.of) ?? chosen
  const nameOf = ({ productName, of }: ServiceAddress) =>
    of === 'joint' ? texts.joint.of(text(productName)) : text(productName)
  return (
    <>
      {earlier.length > 0 && (
        <Card id={titleId} title={texts.order.title}>
          <p className="t13 dim">{texts.order.lead}</p>
          <dl className="lines t13">
            {earlier.map((service) => (
              <div key={`${service.serviceId} ${service.of}`}>
                <dt>{nameOf(service)}</dt>
                <dd>
                  <span className="mono wrap">{service.address.url}</span>
                  {mayMove && (
                    <p className="below">
                      <button
                        className="link"
                        type="button"
                        aria-label={texts.order.moveOneOf(nameOf(service))}
                        onClick={() => setChosen(service)}
                      >
                        {texts.order.moveOne}
                      </button>
                    </p>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      {moved && <MoveDialog of={moved} onClose={() => setChosen(undefined)} />}
    </>
  )
}

function MoveDialog({ of, onClose }: { readonly of: ServiceAddress; onClose(): void }) {
  const { dialog, joint, order: texts } = moveTexts.use()
  const toast = useToast()
  const move = useChange('PUT /api/seller/services/:serviceId/address', [
    key,
    'GET /api/seller/products/:productId/earlier-addresses',
  ])
  const onMove = () =>
    move.mutate(
      { params: { serviceId: of.serviceId }, body: { addressId: of.current.id, of: of.of } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={{ ...dialog, title: texts.dialogTitle }}
      act={texts.moveOne}
      change={move}
      onClose={onClose}
      onAct={onMove}
    >
      <dl className="lines t13">
        <div>
          <dt>{dialog.from}</dt>
          <dd className="mono wrap">{of.address.url}</dd>
        </div>
        <div>
          <dt>{dialog.to}</dt>
          <dd className="mono wrap">{of.current.url}</dd>
        </div>
      </dl>
      <p className="t13 dim">{of.of === 'joint' ? joint.oneText : texts.text}</p>
    </DecisionDialog>
  )
}
