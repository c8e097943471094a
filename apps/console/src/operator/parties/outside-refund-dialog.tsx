import type { OutsideRefund } from '@loggia/protocol/console'
import { zone as zoneOf } from '@loggia/kernel'
import { useZone } from '@loggia/ui'
import { App } from 'antd'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { dayOf, rangeOf } from '../../centre/calls/period.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { useNow } from '../../centre/frame.ts'
import { buyerRefundTexts } from '../../centre/text/buyer-refunds.ts'

const states = ['succeeded', 'open', 'failed'] as const satisfies readonly OutsideRefund['state'][]
const mostRefunds = 100

type Props = { readonly buyerId: string; onClose(): void }

/** R131: what another system refunded for the same account; reporting one again brings its state up to date. */
export function OutsideRefundDialog({ buyerId, onClose }: Props) {
  const texts = buyerRefundTexts.use()
  const { message } = App.useApp()
  const now = useNow()
  const zone = useZone()
  const [reference, setReference] = useState('')
  const [refunds, setRefunds] = useState('1')
  const [state, setState] = useState<OutsideRefund['state']>('succeeded')
  const [day, setDay] = useState(() => dayOf(now(), zoneOf(zone)))
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const count = /^\d{1,3}$/.test(refunds.trim()) ? Number(refunds) : 0
  const { from: requestedAt } = rangeOf({ period: 'custom', from: day }, { now: now(), zone })
  const wrong = {
    reference: reference.trim() === '' ? texts.dialog.referenceWrong : undefined,
    refunds: count >= 1 && count <= mostRefunds ? undefined : texts.dialog.refundsWrong,
    day: requestedAt === undefined ? texts.dialog.dayWrong : undefined,
  }
  const change = useChange('POST /api/operator/buyers/:buyerId/outside-refunds', [
    'GET /api/operator/buyers/:buyerId/refund-quota',
    'GET /api/operator/history',
  ])
  const act = () => {
    setChecked(true)
    if (requestedAt === undefined || Object.values(wrong).some((one) => one !== undefined)) return
    const body = {
      reference: reference.trim(),
      refunds: count,
      state,
      requestedAt,
      ...(note.trim() !== '' && { note: note.trim() }),
    }
    change.mutate(
      { params: { buyerId }, body },
      {
        onSuccess: () => {
          void message.success(texts.dialog.done)
          onClose()
        },
      },
    )
  }
  const shown = (error: string | undefined) => (isChecked ? error : undefined)
  return (
    <DecisionDialog texts={texts.dialog} act={texts.dialog.act} change={change} onClose={onClose} onAct={act}>
      <p className="t13 dim">{texts.dialog.text}</p>
      <TextField
        label={texts.columns.reference}
        hint={texts.dialog.referenceHint}
        error={shown(wrong.reference)}
        maxLength={100}
        autoComplete="off"
        className="mono"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <TextField
        label={texts.columns.refunds}
        error={shown(wrong.refunds)}
        inputMode="numeric"
        className="num"
        value={refunds}
        onChange={(event) => setRefunds(event.target.value)}
      />
      <TextField
        label={texts.dialog.day}
        hint={texts.dialog.dayHint}
        error={shown(wrong.day)}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <SelectField
        label={texts.columns.state}
        value={state}
        onChange={(event) => setState(states.find((name) => name === event.target.value) ?? state)}
      >
        {states.map((name) => (
          <option key={name} value={name}>
            {texts.states[name]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.dialog.note}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </DecisionDialog>
  )
}
