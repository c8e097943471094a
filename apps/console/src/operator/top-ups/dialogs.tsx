import { formatMoney, formatReference, omitUndefined, toDecimal } from '@loggia/kernel'
import type { OperatorTopUpRequest } from '@loggia/protocol/console'
import { Icon, Money, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { createKey } from '../../centre/fresh-key.ts'
import { useChange, useRead } from '../../centre/api.ts'
import { readAmount } from '../../centre/balance/amount.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { topUpRequestTexts } from './texts.ts'

/** What became of a request. */
export type Handled = Pick<OperatorTopUpRequest, 'buyer'> & {
  readonly state: 'credited' | 'recorded' | 'rejected'
}
type Props = { readonly of: OperatorTopUpRequest; onDone(handled: Handled): void; onClose(): void }
const stale = [
  'GET /api/operator/top-up-requests',
  'GET /api/operator/balance-changes',
  'GET /api/operator/overview',
  'GET /api/operator/to-do',
  'GET /api/operator/buyers',
  'GET /api/operator/buyers/:buyerId',
  'GET /api/operator/buyers/:buyerId/balance',
] as const

/** Records what arrived: it is credited at once, or another operator confirms it (R6). */
export function ArrivalDialog({ of, onDone, onClose }: Props) {
  const texts = topUpRequestTexts.use().arrival
  const form = useArrival({ of, onDone, onClose })
  const { amount } = form
  const act = form.needsTwo ? texts.propose : texts.act
  return (
    <DecisionDialog
      texts={texts}
      act={amount ? act(formatMoney(amount)) : texts.none}
      change={form.change}
      onClose={onClose}
      onAct={form.send}
    >
      <What of={of} />
      <p className="t13 dim">{texts.text}</p>
      {form.needsTwo && (
        <div className="note">
          <Icon name="people" />
          <p>{texts.fourEyes}</p>
        </div>
      )}
      <TextField
        name="amount"
        label={texts.amount}
        hint={form.isOther ? <b className="c-warn">{texts.differs}</b> : texts.amountHint}
        error={form.isWrong ? texts.amountWrong : undefined}
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={form.written}
        onChange={(event) => form.write(event.target.value)}
        onBlur={form.check}
      />
      <TextField
        name="note"
        label={texts.note}
        hint={texts.noteHint}
        maxLength={150}
        value={form.note}
        onChange={(event) => form.setNote(event.target.value)}
      />
    </DecisionDialog>
  )
}

function useArrival({ of, onDone, onClose }: Props) {
  const texts = topUpRequestTexts.use().arrival
  const toast = useToast()
  const [written, setWritten] = useState(of.amount.amount)
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [key, setKey] = useState(createKey)
  const needsTwo = useRead('GET /api/operator/settings', {}).data?.settings.fourEyesOnTopUps.value ?? false
  const change = useChange('POST /api/operator/top-up-requests/:requestId/arrival', stale)
  const amount = readAmount(written, of.amount.currency)
  const send = () => {
    setChecked(true)
    if (!amount) return
    const body = omitUndefined({
      amount: { amount: toDecimal(amount), currency: amount.currency },
      note: note.trim() || undefined,
    })
    change.mutate(
      { params: { requestId: of.id }, body, idempotencyKey: key },
      {
        onSuccess: ({ state }) => {
          const becomes = state === 'recorded' ? state : 'credited'
          toast.success(texts.done[becomes])
          onDone({ buyer: of.buyer, state: becomes })
          onClose()
        },
      },
    )
  }
  // Another amount or note is another intention.
  const edit = (apply: () => void) => {
    apply()
    setKey(createKey())
  }
  return {
    change,
    amount,
    needsTwo,
    written,
    write: (text: string) => edit(() => setWritten(text)),
    note,
    setNote: (text: string) => edit(() => setNote(text)),
    isOther: amount !== undefined && toDecimal(amount) !== of.amount.amount,
    isWrong: isChecked && !amount,
    check: () => setChecked(true),
    send,
  }
}

/** The transfer did not arrive, or cannot be accepted. */
export function RejectDialog({ of, onDone, onClose }: Props) {
  const texts = topUpRequestTexts.use().rejection
  const toast = useToast()
  const reason = useReason(texts)
  const change = useChange('POST /api/operator/top-up-requests/:requestId/rejection', stale)
  const reject = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { requestId: of.id }, body: { reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onDone({ buyer: of.buyer, state: 'rejected' })
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog danger texts={texts} act={texts.act} change={change} onClose={onClose} onAct={reject}>
      <What of={of} />
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}

function What({ of }: Pick<Props, 'of'>) {
  const texts = topUpRequestTexts.use()
  const text = useText()
  return (
    <>
      <p>
        <b className="strong">{text(of.buyer.name)}</b>
        <br />
        <span className="mono">{formatReference(of.reference)}</span>
      </p>
      <dl className="lines t13">
        <div>
          <dt>{texts.arrival.asked}</dt>
          <dd>
            <Money of={of.amount} />
          </dd>
        </div>
      </dl>
    </>
  )
}
