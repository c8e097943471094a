import type { HistoryEntry, SellerProduct, Specification } from '@loggia/protocol/console'
import { defineOptional, readMembers, string } from '@loggia/protocol/console/members'
import { Time, formatCount, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey, useRead } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { TextArea, TextField } from '../../../centre/parts/fields.tsx'
import { productAskTexts } from './ask-texts.ts'
import { parseSigned } from './signed.ts'

type Props = {
  readonly product: SellerProduct
  readonly specification: Specification
  readonly onClose: () => void
}

/** R30: changes the stock by an amount, with a reason. */
export function RestockDialog({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().restock
  const text = useText()
  const form = useRestock({ product, specification, onClose })
  const { stock, isChecked } = form
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(text(specification.name)) }}
      act={texts.act}
      change={form.restock}
      onClose={onClose}
      onAct={form.onAct}
    >
      {stock && (
        <p className="t13">
          {stock.units === undefined ? texts.unlimited : texts.now(formatCount(stock.units))}
        </p>
      )}
      <TextField
        name="change"
        label={texts.change}
        hint={texts.changeHint}
        error={isChecked && form.change === undefined ? texts.wrongChange : undefined}
        className="num"
        inputMode="text"
        autoComplete="off"
        value={form.typed}
        onChange={(event) => form.setTyped(event.target.value)}
      />
      <TextArea
        name="remark"
        label={texts.remark}
        hint={texts.remarkHint}
        error={isChecked && !form.isRemarked ? texts.wrongRemark : undefined}
        value={form.remark}
        onChange={(event) => form.setRemark(event.target.value)}
      />
      <h3 className="label">{texts.history}</h3>
      <StockHistory entries={stock?.history ?? []} />
    </DecisionDialog>
  )
}

const stockRoute = 'GET /api/seller/products/:productId/specifications/:specificationId/stock'

function useRestock({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().restock
  const toast = useToast()
  const [typed, setTyped] = useState('')
  const [remark, setRemark] = useState('')
  const [isChecked, setChecked] = useState(false)
  const idempotencyKey = useIdempotencyKey()
  const params = { productId: product.id, specificationId: specification.id }
  const stock = useRead(stockRoute, { params }).data
  const restock = useChange('POST /api/seller/products/:productId/specifications/:specificationId/stock', [
    stockRoute,
    'GET /api/seller/products',
    'GET /api/seller/products/:productId',
  ])
  const change = parseSigned(typed)
  const isRemarked = remark.trim() !== '' && remark.trim().length <= 500
  const onAct = () => {
    setChecked(true)
    if (change === undefined || !isRemarked) return
    restock.mutate(
      // Another number is another intention, so it gets another key.
      { params, body: { change, remark: remark.trim() }, idempotencyKey: `${idempotencyKey}:${change}` },
      {
        onSuccess: ({ units }) => {
          toast.success(texts.done(formatCount(units)))
          onClose()
        },
      },
    )
  }
  return { typed, setTyped, remark, setRemark, isChecked, stock, restock, change, isRemarked, onAct }
}

function StockHistory({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const texts = productAskTexts.use().restock
  if (entries.length === 0) return <p className="t13 dim">{texts.none}</p>
  return (
    <ol className="record stocked">
      {entries.toReversed().map(({ sequence, at, data }) => {
        const { change = '', left = '', remark = '–' } = readMembers(stocked, data) ?? {}
        return (
          <li key={sequence}>
            <Time at={at} />
            <span className="written">{remark}</span>
            <span className="num">{texts.entry(signedText(change), left)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** What a fact about a change of the stock has in addition to its name. */
const stocked = {
  change: defineOptional(string),
  left: defineOptional(string),
  remark: defineOptional(string),
}

const signedText = (change: string): string =>
  change.startsWith('-') ? change.replace('-', '−') : `+${change}`
