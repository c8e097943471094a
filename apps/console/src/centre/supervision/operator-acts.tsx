import { fromCalendar, fromDecimal, isMore, toDecimal, toIso, toZone } from '@loggia/kernel'
import { appealOutcomes } from '@loggia/protocol/console/supervision/kinds'
import type { AppealOutcome } from '@loggia/protocol/console'
import { formatAmount, useText, useZone } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { readAmount } from '../balance/amount.ts'
import { readLocal } from '../clock/read-move.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { DateField, FieldGroup, TextField } from '../parts/fields.tsx'
import { useReason } from '../parts/reason.tsx'
import { ApprovalDialog, ConfirmDialog, ReasonDialog, SendBackDialog, useThen } from './act-dialogs.tsx'
import type { ActProps } from './act-dialogs.tsx'
import { operatorActTexts } from './operator-act-texts.ts'
import { staleSupervisions } from './stale.ts'
import './supervision.css'

const recheck = 'POST /api/operator/supervisions/:supervisionId/recheck'

/** R105: the market's own check, before the buyer's. */
export const PassRecheckDialog = (props: ActProps) => (
  <ApprovalDialog {...props} route={recheck} texts={operatorActTexts.use().passRecheck} />
)

export const FailRecheckDialog = (props: ActProps) => (
  <SendBackDialog {...props} route={recheck} texts={operatorActTexts.use().failRecheck} />
)

/** R105: whether the market checks the delivery before the buyer accepts it. */
export function MarkDialog({ of, onClose }: ActProps) {
  const { mark, unmark } = operatorActTexts.use()
  const texts = of.needsRecheck ? unmark : mark
  const change = useChange('POST /api/operator/supervisions/:supervisionId/recheck-mark', staleSupervisions)
  const body = { needed: !of.needsRecheck }
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { supervisionId: of.id }, body }, then)}
    >
      {texts.text}
    </ConfirmDialog>
  )
}

/** R100: when the courier handed over the goods; ten days after the report the system accepts them. */
export function ReceiptDialog({ of, onClose }: ActProps) {
  const texts = operatorActTexts.use().receipt
  const zone = useZone()
  const then = useThen(texts, onClose)
  const [written, setWritten] = useState('')
  const [isChecked, setChecked] = useState(false)
  const change = useChange('POST /api/operator/supervisions/:supervisionId/receipt', staleSupervisions)
  const parts = readLocal(written)
  const receivedAt = parts && toIso(fromCalendar(parts, toZone(zone)))
  const send = () => {
    setChecked(true)
    if (receivedAt !== undefined)
      change.mutate({ params: { supervisionId: of.id }, body: { receivedAt } }, then)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{of.shipment?.readable === false ? texts.unreadable : texts.text}</p>
      <DateField
        name="receivedAt"
        precision="minute"
        label={texts.at}
        hint={texts.atHint}
        error={isChecked && receivedAt === undefined ? texts.atMissing : undefined}
        value={written}
        onChange={setWritten}
      />
    </DecisionDialog>
  )
}

/** R103: the delivery goes on, counts as accepted, or is refunded in full or in part. */
export function DecideDialog({ of, onClose }: ActProps) {
  const texts = operatorActTexts.use().decide
  const form = useDecision({ of, onClose })
  const most = formatAmount(of.amount)
  // What is still being opened can be neither accepted nor refunded.
  const isOpening = of.type === 'saas' && of.openedAt === undefined
  const outcomes: readonly AppealOutcome[] = isOpening ? ['continue'] : appealOutcomes
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do}
      change={form.change}
      danger={form.outcome === 'refunded'}
      onClose={onClose}
      onAct={form.send}
    >
      <FieldGroup
        name="outcome"
        label={texts.outcome}
        className="outcomes"
        error={form.isChecked && !form.outcome ? texts.outcomeMissing : undefined}
      >
        {outcomes.map((outcome) => (
          <label key={outcome} className="check">
            <input
              type="radio"
              name="appeal-outcome"
              checked={outcome === form.outcome}
              onChange={() => form.choose(outcome)}
            />
            <span>
              {texts.outcomes[outcome]}
              <span className="t12 dim outcomes__text">{texts.outcomeTexts[outcome]}</span>
            </span>
          </label>
        ))}
      </FieldGroup>
      {form.outcome === 'refunded' && (
        <TextField
          name="amount"
          label={texts.amount}
          hint={texts.amountHint(most)}
          error={form.isChecked && !form.amount ? texts.amountWrong(most) : undefined}
          className="num"
          inputMode="decimal"
          autoComplete="off"
          value={form.written}
          onChange={(event) => form.write(event.target.value)}
        />
      )}
      {form.reason.field}
    </DecisionDialog>
  )
}

function useDecision({ of, onClose }: ActProps) {
  const texts = operatorActTexts.use().decide
  const then = useThen(texts, onClose)
  const reason = useReason(texts)
  const [outcome, choose] = useState<AppealOutcome>()
  const [written, write] = useState(of.amount.amount)
  const [isChecked, setChecked] = useState(false)
  const change = useChange(
    'POST /api/operator/supervisions/:supervisionId/appeal-decision',
    staleSupervisions,
  )
  const { currency } = of.amount
  const read = readAmount(written, currency)
  const amount = read && !isMore(read, fromDecimal(of.amount.amount, currency)) ? read : undefined
  const send = () => {
    setChecked(true)
    reason.check()
    if (!reason.isRight || !outcome || (outcome === 'refunded' && !amount)) return
    const given = { reason: reason.given }
    const body =
      outcome === 'refunded' && amount
        ? { ...given, outcome, amount: { amount: toDecimal(amount), currency } }
        : { ...given, outcome }
    change.mutate({ params: { supervisionId: of.id }, body }, then)
  }
  return { change, reason, outcome, choose, written, write, amount, isChecked, send }
}

/** Refunds the whole amount before acceptance, without an appeal. */
export function RefundDialog({ of, onClose }: ActProps) {
  const texts = operatorActTexts.use().refund
  const text = useText()
  const change = useChange('POST /api/operator/supervisions/:supervisionId/refund', staleSupervisions)
  return (
    <ReasonDialog
      texts={texts}
      act={texts.do(formatAmount(of.amount))}
      change={change}
      danger
      onClose={onClose}
      onSend={(reason, then) => change.mutate({ params: { supervisionId: of.id }, body: { reason } }, then)}
    >
      {texts.text(text(of.product.name))}
    </ReasonDialog>
  )
}
