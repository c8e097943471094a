import type { Order } from '@loggia/protocol/console'
import { Money, useLanguage, useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { formatOrderTitle } from '../../centre/orders/order-head.tsx'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'

/** Cancels an unpaid order (R60): nothing is charged, and it cannot be undone. */
export function CancelDialog({ order, onClose }: { readonly order: Order; onClose(): void }) {
  const texts = orderTexts.use()
  const language = useLanguage()
  const toast = useToast()
  const cancel = useChange('POST /api/buyer/orders/:orderId/cancellation', [
    'GET /api/buyer/orders/:orderId',
    'GET /api/buyer/orders',
  ])
  const onCancel = () =>
    cancel.mutate(
      { params: { orderId: order.id } },
      {
        onSuccess: () => {
          toast.success(texts.cancelDialog.done)
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={texts.cancelDialog.title}
      onClose={cancel.isPending ? undefined : onClose}
      foot={
        <Decision
          danger
          keep={texts.cancelDialog.keep}
          act={texts.cancelDialog.confirm}
          busy={texts.cancelDialog.busy}
          isBusy={cancel.isPending}
          onKeep={onClose}
          onAct={onCancel}
        />
      }
    >
      <p>
        {formatOrderTitle(order, language)} <span className="mono faint">{order.number}</span>
      </p>
      <dl className="lines t13">
        <div>
          <dt>{texts.money.total.new}</dt>
          <dd>
            <Money of={order.total} />
          </dd>
        </div>
      </dl>
      <p className="t13 dim">{texts.cancelDialog.text}</p>
      <Refusal error={cancel.error} />
    </Dialog>
  )
}
