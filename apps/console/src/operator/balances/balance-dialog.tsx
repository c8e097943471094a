import { add, formatMoney, fromDecimal, isMore, omitUndefined, subtract, toDecimal } from '@loggia/kernel'
import type { Money as Amount } from '@loggia/kernel'
import type { BalanceChangeKind, OperatorBuyer } from '@loggia/protocol/console'
import { Icon, Money, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey, useRead } from '../../centre/api.ts'
import { readAmount } from '../../centre/balance/amount.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { OpenRequests, useOpenRequests } from './open-requests.tsx'
import { balanceChangeTexts } from './texts.ts'

type Props = {
  readonly buyer: Pick<OperatorBuyer, 'id' | 'name' | 'balance'>
  readonly kind: BalanceChangeKind
  onClose(): void
}
const maxReason = 200

/**
 * Adds to a buyer's balance, or takes from it. It shows the resulting balance while the operator types, and needs a
 * reason; the button names the amount.
 */
export function BalanceDialog({ buyer, kind, onClose }: Props) {
  const all = balanceChangeTexts.use()
  const texts = all.dialog
  const text = useText()
  const form = useForm({ buyer, kind, onClose })
  const { amount } = form
  const acts = form.needsTwo ? texts.propose : texts.act
  return (
    <Dialog
      title={texts.title[kind](text(buyer.name))}
      onClose={form.isPending ? undefined : onClose}
      foot={
        <Decision
          danger={kind === 'correction'}
          keep={texts.keep}
          act={amount ? acts[kind](formatMoney(amount)) : all.kinds[kind]}
          busy={texts.busy}
          isBusy={form.isPending}
          onKeep={onClose}
          onAct={form.onConfirm}
        />
      }
    >
      {form.needsTwo && (
        <div className="note">
          <Icon name="people" />
          <p>{texts.fourEyes}</p>
        </div>
      )}
      {kind === 'correction' && <p className="t13 dim">{texts.correctionText}</p>}
      <TextField
        name="amount"
        label={texts.amount}
        hint={texts.amountHint}
        error={form.amountError}
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={form.written}
        onChange={(event) => form.write(event.target.value)}
        onBlur={form.checkAmount}
      />
      <TextField
        name="reason"
        label={texts.reason}
        hint={texts.reasonHint}
        error={form.reasonError}
        maxLength={maxReason}
        value={form.reason}
        onChange={(event) => form.setReason(event.target.value)}
      />
      {form.requests.length > 0 && (
        <OpenRequests
          of={form.requests}
          isOther={form.isOther}
          isMissing={form.isOtherMissing}
          onChange={form.setOther}
        />
      )}
      <Sums now={buyer.balance} after={form.after} />
      <Refusal error={form.error} />
    </Dialog>
  )
}

function Sums({
  now,
  after,
}: {
  readonly now: Props['buyer']['balance']
  readonly after: Amount | undefined
}) {
  const texts = balanceChangeTexts.use()
  return (
    <dl className="lines t13" aria-live="polite">
      <div>
        <dt>{texts.balanceNow}</dt>
        <dd>
          <Money of={now} />
        </dd>
      </div>
      <div className="sum">
        <dt>{texts.balanceAfter}</dt>
        <dd>{after ? formatMoney(after) : '–'}</dd>
      </div>
    </dl>
  )
}

const stale = [
  'GET /api/operator/buyers',
  'GET /api/operator/buyers/:buyerId',
  'GET /api/operator/buyers/:buyerId/balance',
  'GET /api/operator/balance-changes',
  'GET /api/operator/overview',
  'GET /api/operator/history',
] as const
const routes = {
  top_up: 'POST /api/operator/buyers/:buyerId/top-ups',
  correction: 'POST /api/operator/buyers/:buyerId/corrections',
} as const

function useForm({ buyer, kind, onClose }: Props) {
  const texts = balanceChangeTexts.use().dialog
  const toast = useToast()
  const [written, write] = useState('')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState({ amount: false, reason: false })
  const [isOther, setOther] = useState(false)
  const requests = useOpenRequests(buyer.id, kind === 'top_up')
  const isUnclear = requests.length > 0 && !isOther
  const idempotencyKey = useIdempotencyKey()
  const needsTwo = useRead('GET /api/operator/settings', {}).data?.settings.fourEyesOnTopUps.value ?? false
  const balance = fromDecimal(buyer.balance.amount, buyer.balance.currency)
  const amount = readAmount(written, balance.currency)
  const isTooMuch = kind === 'correction' && amount !== undefined && isMore(amount, balance)
  const change = useChange(routes[kind], stale)
  const onConfirm = () => {
    setChecked({ amount: true, reason: true })
    if (!amount || isTooMuch || reason.trim() === '' || isUnclear) return
    const body = omitUndefined({
      amount: { amount: toDecimal(amount), currency: balance.currency },
      reason: reason.trim(),
      isOtherTransfer: requests.length > 0 ? true : undefined,
    })
    change.mutate(
      { params: { buyerId: buyer.id }, body, idempotencyKey },
      {
        onSuccess: ({ state }) => {
          toast.success(state === 'waiting' ? texts.proposed : texts.done[kind](formatMoney(amount)))
          onClose()
        },
      },
    )
  }
  const wrong = !amount ? texts.amountWrong : isTooMuch ? texts.tooMuch(formatMoney(balance)) : undefined
  return {
    written,
    write,
    reason,
    setReason,
    requests,
    isOther,
    setOther,
    isOtherMissing: checked.reason && isUnclear,
    amount,
    needsTwo,
    after: amount && !isTooMuch ? (kind === 'top_up' ? add : subtract)(balance, amount) : undefined,
    onConfirm,
    isPending: change.isPending,
    error: change.error,
    amountError: checked.amount ? wrong : undefined,
    reasonError: checked.reason && reason.trim() === '' ? texts.reasonWrong : undefined,
    checkAmount: () => setChecked((before) => ({ ...before, amount: written !== '' })),
  }
}
