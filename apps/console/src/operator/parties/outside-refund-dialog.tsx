import type { OutsideRefund } from '@loggia/protocol/console'
import { omitUndefined, toZone as zoneOf } from '@loggia/kernel'
import { useToast, useZone } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { toDay, toRange } from '../../centre/calls/period.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { DateField, SelectField, TextField } from '../../centre/parts/fields.tsx'
import { useNow } from '../../centre/frame.ts'
import { buyerRefundTexts } from './refund-texts.ts'

const states = ['succeeded', 'open', 'failed'] as const satisfies readonly OutsideRefund['state'][]
const mostRefunds = 100

type Props = { readonly buyerId: string; onClose(): void }

/** R131: records a refund of the same account by another system. Recording it again updates its state. */
export function OutsideRefundDialog(props: Props) {
  const texts = buyerRefundTexts.use()
  const { typed, type, wrong, change, act } = useReport(props)
  return (
    <DecisionDialog
      texts={texts.dialog}
      act={texts.dialog.act}
      change={change}
      onClose={props.onClose}
      onAct={act}
    >
      <p className="t13 dim">{texts.dialog.text}</p>
      <TextField
        name="reference"
        label={texts.columns.reference}
        hint={texts.dialog.referenceHint}
        error={wrong.reference}
        maxLength={100}
        autoComplete="off"
        className="mono"
        value={typed.reference}
        onChange={(event) => type({ reference: event.target.value })}
      />
      <TextField
        name="refunds"
        label={texts.columns.refunds}
        error={wrong.refunds}
        inputMode="numeric"
        className="num"
        value={typed.refunds}
        onChange={(event) => type({ refunds: event.target.value })}
      />
      <DateField
        name="requestedAt"
        label={texts.dialog.day}
        hint={texts.dialog.dayHint}
        error={wrong.day}
        value={typed.day}
        onChange={(day) => type({ day })}
      />
      <SelectField
        label={texts.columns.state}
        value={typed.state}
        onChange={(event) =>
          type({ state: states.find((name) => name === event.target.value) ?? typed.state })
        }
      >
        {states.map((name) => (
          <option key={name} value={name}>
            {texts.states[name]}
          </option>
        ))}
      </SelectField>
      <TextField
        name="note"
        label={texts.dialog.note}
        maxLength={200}
        value={typed.note}
        onChange={(event) => type({ note: event.target.value })}
      />
    </DecisionDialog>
  )
}

type Typed = {
  readonly reference: string
  readonly refunds: string
  readonly day: string
  readonly state: OutsideRefund['state']
  readonly note: string
}

function useReport({ buyerId, onClose }: Props) {
  const texts = buyerRefundTexts.use().dialog
  const toast = useToast()
  const now = useNow()
  const zone = useZone()
  const [typed, setTyped] = useState<Typed>(() => {
    const day = toDay(now(), zoneOf(zone))
    return { reference: '', refunds: '1', day, state: 'succeeded', note: '' }
  })
  const [isChecked, setChecked] = useState(false)
  const { reference, refunds, day, state, note } = typed
  const count = /^\d{1,3}$/.test(refunds.trim()) ? Number(refunds) : 0
  const { from: requestedAt } = toRange({ period: 'custom', from: day }, { now: now(), zone })
  const wrong = {
    reference: reference.trim() === '' ? texts.referenceWrong : undefined,
    refunds: count >= 1 && count <= mostRefunds ? undefined : texts.refundsWrong,
    day: requestedAt === undefined ? texts.dayWrong : undefined,
  }
  const change = useChange('POST /api/operator/buyers/:buyerId/outside-refunds', [
    'GET /api/operator/buyers/:buyerId/refund-quota',
    'GET /api/operator/history',
  ])
  const act = () => {
    setChecked(true)
    if (requestedAt === undefined || wrong.reference !== undefined || wrong.refunds !== undefined) return
    const said = note.trim()
    const body = omitUndefined({
      reference: reference.trim(),
      refunds: count,
      state,
      requestedAt,
      note: said || undefined,
    })
    change.mutate(
      { params: { buyerId }, body },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return {
    typed,
    type: (more: Partial<Typed>) => setTyped((before) => ({ ...before, ...more })),
    wrong: isChecked ? wrong : { reference: undefined, refunds: undefined, day: undefined },
    change,
    act,
  }
}
