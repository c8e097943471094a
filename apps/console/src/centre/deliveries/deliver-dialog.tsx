import { omitUndefined } from '@loggia/kernel'
import type { Delivery } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { createKey } from '../../seller/products/wizard/fresh-key.ts'
import { useChange } from '../api.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { useChosenFile } from '../parts/chosen-file.ts'
import { DateField, TextArea, TextField } from '../parts/fields.tsx'
import { deliveryTexts } from './texts.ts'

export const staleDeliveries = [
  'GET /api/seller/deliveries',
  'GET /api/seller/orders/:orderId/deliveries',
  'GET /api/buyer/orders/:orderId/deliveries',
  'GET /api/operator/orders/:orderId/deliveries',
] as const

/** The same key while the same thing is requested. */
function useKeyOf(asked: string): string {
  const [kept, setKept] = useState({ asked, key: createKey() })
  if (kept.asked === asked) return kept.key
  const next = { asked, key: createKey() }
  setKept(next)
  return next.key
}

/** R98: the seller reports the delivery with its proof; the actual opening date starts the term (R75). */
export function DeliverDialog({ of, onClose }: { readonly of: Delivery; readonly onClose: () => void }) {
  const texts = deliveryTexts.use().deliver
  const text = useText()
  const toast = useToast()
  const file = useChosenFile(texts)
  const [note, setNote] = useState('')
  const [begunOn, setBegunOn] = useState('')
  const change = useChange('POST /api/seller/deliveries/:deliveryId/proof', [
    ...staleDeliveries,
    'GET /api/seller/orders/:orderId',
  ])
  const { chosen } = file
  // One key per intention: another file, note or date is another intention.
  const idempotencyKey = useKeyOf(`${chosen?.name} ${chosen?.content.length} ${note} ${begunOn}`)
  const send = () => {
    if (!file.chosen) return file.requireOne()
    const body = omitUndefined({
      file: file.chosen,
      note: note.trim() || undefined,
      begunOn: begunOn || undefined,
    })
    change.mutate(
      { params: { deliveryId: of.id }, body, idempotencyKey },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{text(of.product.name)}</p>
      <TextField
        type="file"
        label={texts.file}
        hint={texts.fileHint}
        error={file.error}
        accept="application/pdf,image/png,image/jpeg"
        onChange={file.choose}
      />
      <TextArea
        label={texts.note}
        hint={texts.noteHint}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <DateField label={texts.begunOn} hint={texts.begunHint} value={begunOn} onChange={setBegunOn} />
    </DecisionDialog>
  )
}
