import { add, formatMoney, fromDecimal, toDecimal } from '@loggia/kernel'
import type { OperatorBuyer } from '@loggia/protocol/console'
import { Money, useText } from '@loggia/ui'
import { App } from 'antd'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../centre/api.ts'
import { Decision, Dialog, Refusal } from '../centre/parts/dialog.tsx'
import { TextField } from '../centre/parts/fields.tsx'
import { moneyTexts } from '../centre/text/money.ts'
import { readAmount } from './amount.ts'

type Props = { readonly buyer: OperatorBuyer; onClose(): void }
const maxReason = 200

/** Adds to a buyer's balance: the arithmetic while one types, a reason, and a button that says the sum. */
export function TopUpDialog({ buyer, onClose }: Props) {
  const texts = moneyTexts.use().buyers.dialog
  const text = useText()
  const topUp = useTopUp({ buyer, onClose })
  const balance = fromDecimal(buyer.balance.amount, buyer.balance.currency)
  return (
    <Dialog
      title={texts.title(text(buyer.name))}
      onClose={topUp.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={topUp.amount ? texts.confirm(formatMoney(topUp.amount)) : texts.confirmWithout}
          busy={texts.busy}
          isBusy={topUp.isPending}
          onKeep={onClose}
          onAct={topUp.onConfirm}
        />
      }
    >
      <TextField
        label={texts.amount}
        hint={texts.amountHint}
        error={topUp.amountError}
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={topUp.written}
        onChange={(event) => topUp.write(event.target.value)}
        onBlur={topUp.checkAmount}
      />
      <TextField
        label={texts.reason}
        hint={texts.reasonHint}
        error={topUp.reasonError}
        maxLength={maxReason}
        value={topUp.reason}
        onChange={(event) => topUp.setReason(event.target.value)}
      />
      <dl className="lines t13" aria-live="polite">
        <div>
          <dt>{texts.balance}</dt>
          <dd>
            <Money of={buyer.balance} />
          </dd>
        </div>
        <div className="sum">
          <dt>{texts.after}</dt>
          <dd>{topUp.amount ? formatMoney(add(balance, topUp.amount)) : '–'}</dd>
        </div>
      </dl>
      <Refusal error={topUp.error} />
    </Dialog>
  )
}

function useTopUp({ buyer, onClose }: Props) {
  const texts = moneyTexts.use().buyers.dialog
  const { message } = App.useApp()
  const [written, write] = useState('')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState({ amount: false, reason: false })
  const idempotencyKey = useIdempotencyKey()
  const amount = readAmount(written, buyer.balance.currency)
  const change = useChange('POST /api/operator/buyers/:buyerId/top-ups', ['GET /api/operator/buyers'])
  const onConfirm = () => {
    setChecked({ amount: true, reason: true })
    if (!amount || reason.trim() === '') return
    const body = {
      amount: { amount: toDecimal(amount), currency: buyer.balance.currency },
      reason: reason.trim(),
    }
    change.mutate(
      { params: { buyerId: buyer.id }, body, idempotencyKey },
      {
        onSuccess: () => {
          void message.success(texts.done(formatMoney(amount)))
          onClose()
        },
      },
    )
  }
  return {
    written,
    write,
    reason,
    setReason,
    amount,
    onConfirm,
    isPending: change.isPending,
    error: change.error,
    amountError: checked.amount && !amount ? texts.amountWrong : undefined,
    reasonError: checked.reason && reason.trim() === '' ? texts.reasonWrong : undefined,
    checkAmount: () => setChecked((before) => ({ ...before, amount: written !== '' })),
  }
}
