import type { Delivery, Order } from '@loggia/protocol/console'
import { formatAmount, useText, useToast } from '@loggia/ui'
import { useChange } from '../api.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { useReason } from '../parts/reason.tsx'
import { deliveryTexts } from './texts.ts'
import { staleDeliveries } from './deliver-dialog.tsx'

type Props = { readonly of: Delivery; readonly onClose: () => void }

type ReasonedChange = Props & {
  readonly texts: Parameters<typeof useReason>[0] & { readonly done: string }
  readonly change: {
    mutate(
      ask: { params: { deliveryId: Delivery['id'] }; body: { reason: string } },
      then: { onSuccess: () => void },
    ): void
  }
}

/** An act that needs a reason: the field for the reason, and the change. */
function useReasonedChange({ of, onClose, texts, change }: ReasonedChange) {
  const toast = useToast()
  const { given, isRight, field, check } = useReason(texts)
  const onSuccess = () => {
    toast.success(texts.done)
    onClose()
  }
  const act = () => {
    check()
    if (isRight) change.mutate({ params: { deliveryId: of.id }, body: { reason: given } }, { onSuccess })
  }
  return { field, act }
}

/** R99, R101: accepting the delivery completes the order. */
export function AcceptDialog({ of, onClose }: Props) {
  const texts = deliveryTexts.use().accept
  const text = useText()
  const toast = useToast()
  const change = useChange('POST /api/buyer/deliveries/:deliveryId/acceptance', [
    ...staleDeliveries,
    'GET /api/buyer/orders/:orderId',
    'GET /api/buyer/services',
  ])
  const onSuccess = () => {
    toast.success(texts.done)
    onClose()
  }
  const act = () => change.mutate({ params: { deliveryId: of.id } }, { onSuccess })
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={act}>
      <p className="t13">{texts.text(text(of.product.name))}</p>
    </DecisionDialog>
  )
}

/** R99: rejects the delivery with a reason; it goes back to the seller. */
export function RejectDialog({ of, onClose }: Props) {
  const texts = deliveryTexts.use().reject
  const change = useChange('POST /api/buyer/deliveries/:deliveryId/rejection', [
    ...staleDeliveries,
    'GET /api/buyer/orders/:orderId',
  ])
  const { field, act } = useReasonedChange({ of, onClose, texts, change })
  return (
    <DecisionDialog texts={texts} act={texts.do} change={change} onClose={onClose} onAct={act}>
      <p className="t13 dim">{texts.text}</p>
      {field}
    </DecisionDialog>
  )
}

/** Refunds the whole amount before acceptance. Until there are appeals, an operator decides this. */
export function RefundDialog({ of, paid, onClose }: Props & { readonly paid: Order['total'] }) {
  const texts = deliveryTexts.use().refund
  const text = useText()
  const change = useChange('POST /api/operator/deliveries/:deliveryId/refund', [
    ...staleDeliveries,
    'GET /api/operator/orders/:orderId',
  ])
  const { field, act } = useReasonedChange({ of, onClose, texts, change })
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do(formatAmount(paid))}
      change={change}
      danger
      onClose={onClose}
      onAct={act}
    >
      <p className="t13">{texts.text(text(of.product.name))}</p>
      {field}
    </DecisionDialog>
  )
}
