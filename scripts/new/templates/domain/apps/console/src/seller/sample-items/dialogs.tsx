import { sampleItemLimits as limits } from '@loggia/protocol/console/sample-items/kinds'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import type { SampleItem } from './sample-item.ts'
import { sampleItemTexts } from './texts.ts'

const stale = ['GET /api/seller/sample-items'] as const

export function DeclareDialog({ onClose }: { onClose(): void }) {
  const texts = sampleItemTexts.use().declare
  const toast = useToast()
  const [title, setTitle] = useState('')
  const [days, setDays] = useState('365')
  const [isChecked, setChecked] = useState(false)
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/seller/sample-items', stale)
  const wrong = {
    title: title.trim() === '' ? texts.titleWrong : undefined,
    days: isDays(days) ? undefined : texts.daysWrong(limits.days),
  }
  const declare = () => {
    setChecked(true)
    if (wrong.title !== undefined || wrong.days !== undefined) return
    change.mutate(
      { body: { title: title.trim(), days: Number(days) }, idempotencyKey },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={declare}>
      <TextField
        label={texts.titleField}
        hint={texts.titleHint(limits.titleLength)}
        error={isChecked ? wrong.title : undefined}
        maxLength={limits.titleLength}
        autoComplete="off"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={texts.daysField}
        hint={texts.daysHint}
        error={isChecked ? wrong.days : undefined}
        className="num"
        inputMode="numeric"
        autoComplete="off"
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
    </DecisionDialog>
  )
}

const isDays = (written: string): boolean =>
  /^\d{1,4}$/.test(written) && Number(written) >= 1 && Number(written) <= limits.days

export function WithdrawDialog({ of, onClose }: { readonly of: SampleItem; onClose(): void }) {
  const texts = sampleItemTexts.use().withdraw
  const toast = useToast()
  const change = useChange('POST /api/seller/sample-items/:sampleItemId/withdrawal', stale)
  const withdraw = () =>
    change.mutate(
      { params: { sampleItemId: of.id } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} danger onClose={onClose} onAct={withdraw}>
      <p>{texts.text(of.title)}</p>
    </DecisionDialog>
  )
}
