import type { RefundRequest } from '@loggia/protocol/console'
import { formatAmount } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../api.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { ConfirmDialog, ReasonDialog, useThen } from '../supervision/act-dialogs.tsx'
import { staleRefunds } from './stale.ts'
import { refundTexts } from './texts.ts'

export type RequestProps = { readonly of: RefundRequest; onClose(): void }
const decision = 'POST /api/seller/refund-requests/:refundRequestId/decision'
const receipt = 'POST /api/seller/refund-requests/:refundRequestId/goods-receipt'

/** R140, R151: refunds the request at once, or asks for the goods first. */
export function ApproveDialog({ of, onClose }: RequestProps) {
  const { done, ...texts } = refundTexts.use().approve
  const change = useChange(decision, staleRefunds)
  const idempotencyKey = useIdempotencyKey()
  const amount = formatAmount(of.amount)
  const params = { refundRequestId: of.id }
  return (
    <ConfirmDialog
      texts={{ ...texts, done: of.returnsGoods ? done.goods_return : done.refunded }}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params, body: { approve: true }, idempotencyKey }, then)}
    >
      {of.returnsGoods ? texts.goods(amount) : isWhole(of) ? texts.whole(amount) : texts.text(amount)}
    </ConfirmDialog>
  )
}

const isWhole = ({ lines }: RefundRequest): boolean =>
  lines.every(({ amount, paid }) => amount.amount === paid.amount)

/** R140: rejects the request with a reason; the delivery goes on. */
export const RejectDialog = (props: RequestProps) => (
  <RefuseDialog {...props} route={decision} texts={refundTexts.use().reject} />
)

/** R151: rejects what was sent back. */
export const RefuseGoodsDialog = (props: RequestProps) => (
  <RefuseDialog {...props} route={receipt} texts={refundTexts.use().refuse} />
)

type RefuseTexts = ReturnType<typeof refundTexts.use>['reject' | 'refuse']

function RefuseDialog(
  props: RequestProps & { readonly route: typeof decision | typeof receipt; readonly texts: RefuseTexts },
) {
  const { of, onClose, route, texts } = props
  const change = useChange(route, staleRefunds)
  const params = { refundRequestId: of.id }
  return (
    <ReasonDialog
      texts={texts}
      act={texts.do}
      change={change}
      danger
      onClose={onClose}
      onSend={(reason, then, idempotencyKey) =>
        change.mutate({ params, body: { approve: false, reason }, idempotencyKey }, then)
      }
    >
      {texts.text}
    </ReasonDialog>
  )
}

/** R151: the returned goods are here, and the money follows. */
export function ReceiveGoodsDialog({ of, onClose }: RequestProps) {
  const texts = refundTexts.use().receive
  const change = useChange(receipt, staleRefunds)
  const idempotencyKey = useIdempotencyKey()
  const params = { refundRequestId: of.id }
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params, body: { approve: true }, idempotencyKey }, then)}
    >
      {texts.text(formatAmount(of.amount))}
    </ConfirmDialog>
  )
}

export function WithdrawRequestDialog({ of, onClose }: RequestProps) {
  const texts = refundTexts.use().withdraw
  const change = useChange('POST /api/buyer/refund-requests/:refundRequestId/withdrawal', staleRefunds)
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { refundRequestId: of.id } }, then)}
    >
      {texts.text}
    </ConfirmDialog>
  )
}

const isTracking = (written: string): boolean => /^[0-9A-Za-z-]{6,40}$/.test(written)

/** R151: the buyer has sent the goods back. */
export function SendGoodsDialog({ of, onClose }: RequestProps) {
  const texts = refundTexts.use().send
  const then = useThen(texts, onClose)
  const change = useChange('POST /api/buyer/refund-requests/:refundRequestId/goods', staleRefunds)
  const [carrier, setCarrier] = useState('')
  const [trackingNumber, setTracking] = useState('')
  const [isChecked, setChecked] = useState(false)
  const body = { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() }
  const isRight = body.carrier !== '' && isTracking(body.trackingNumber)
  const send = () => {
    setChecked(true)
    if (isRight) change.mutate({ params: { refundRequestId: of.id }, body }, then)
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{texts.text}</p>
      <TextField
        name="carrier"
        label={texts.carrier}
        error={isChecked && body.carrier === '' ? texts.carrierMissing : undefined}
        maxLength={60}
        value={carrier}
        onChange={(event) => setCarrier(event.target.value)}
      />
      <TextField
        name="trackingNumber"
        label={texts.trackingNumber}
        hint={texts.trackingHint}
        error={isChecked && !isTracking(body.trackingNumber) ? texts.trackingWrong : undefined}
        autoComplete="off"
        maxLength={40}
        value={trackingNumber}
        onChange={(event) => setTracking(event.target.value)}
      />
    </DecisionDialog>
  )
}
