import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { reviewTexts } from '../reviews/texts.ts'
import { useReason } from '../../centre/parts/reason.tsx'

type Props = { readonly productId: string; readonly name: string; onClose(): void }
const stale = [
  'GET /api/operator/products',
  'GET /api/operator/products/:productId',
  'GET /api/operator/products/:productId/history',
  'GET /api/operator/reviews',
] as const
const mostDays = 365

/** R53: suspends the sale for some days; then the product is listed again automatically. */
export function SuspendDialog({ productId, name, onClose }: Props) {
  const texts = reviewTexts.use().suspend
  const toast = useToast()
  const reason = useReason(texts)
  const [days, setDays] = useState('7')
  const [isChecked, setChecked] = useState(false)
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0
  const isRight = count >= 1 && count <= mostDays
  const suspend = useChange('POST /api/operator/products/:productId/suspension', stale)
  const act = () => {
    reason.check()
    setChecked(true)
    if (!reason.isRight || !isRight) return
    suspend.mutate(
      { params: { productId }, body: { days: count, reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do(isRight ? String(count) : '–')}
      change={suspend}
      onClose={onClose}
      onAct={act}
    >
      <p>
        <b className="strong">{name}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      <TextField
        name="days"
        label={texts.days}
        hint={texts.daysHint}
        error={isChecked && !isRight ? texts.daysWrong : undefined}
        inputMode="numeric"
        value={days}
        onChange={(event) => setDays(event.target.value)}
        onBlur={() => setChecked(true)}
      />
      {reason.field}
    </DecisionDialog>
  )
}

/** Delists a product for good. This cannot be undone, so the operator has to type a word. */
export function DelistDialog({ productId, name, onClose, onDone }: Props & { onDone?(): void }) {
  const texts = reviewTexts.use().delist
  const toast = useToast()
  const reason = useReason(texts)
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const isTyped = typed.trim().toLowerCase() === texts.word
  const delist = useChange('POST /api/operator/products/:productId/delisting', stale)
  const act = () => {
    reason.check()
    setChecked(true)
    if (!reason.isRight || !isTyped) return
    delist.mutate(
      { params: { productId }, body: { reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
          onDone?.()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={delist} danger onClose={onClose} onAct={act}>
      <p>
        <b className="strong">{name}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
      <TextField
        label={texts.typed(texts.word)}
        error={isChecked && !isTyped ? texts.typedWrong(texts.word) : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </DecisionDialog>
  )
}
