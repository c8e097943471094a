import { add, formatMoney, fromDecimal, isMore, subtract } from '@loggia/kernel'
import type { BalanceChange } from '@loggia/protocol/console'
import { Money, useText, useToast } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog as OneDecision } from '../../centre/parts/dialog.tsx'
import { balanceChangeTexts } from './texts.ts'
import { DecisionDialog } from '../reviews/decision-dialog.tsx'

const stale = [
  'GET /api/operator/balance-changes',
  'GET /api/operator/overview',
  'GET /api/operator/buyers',
  'GET /api/operator/buyers/:buyerId',
  'GET /api/operator/buyers/:buyerId/balance',
  'GET /api/operator/history',
  'GET /api/operator/top-up-requests',
  'GET /api/operator/to-do',
] as const

/** Confirms another operator's proposal, showing the resulting balance, or rejects it. */
export function DecideDialog(props: {
  readonly approve: boolean
  readonly of: BalanceChange
  onDone(): void
  onClose(): void
}) {
  const texts = balanceChangeTexts.use().decision
  const { approve, of, onDone, onClose } = props
  const decide = useChange('POST /api/operator/balance-changes/:changeId/decision', stale)
  return (
    <DecisionDialog
      approve={approve}
      texts={texts}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) =>
        decide.mutate(
          { params: { changeId: of.id }, body },
          {
            onSuccess: () => {
              onDone()
              onSuccess()
            },
          },
        )
      }
      onClose={onClose}
    >
      <WhatChanges of={of} />
    </DecisionDialog>
  )
}

/** Only the operator who proposed a change can withdraw it. */
export function WithdrawDialog({ of, onClose }: { readonly of: BalanceChange; onClose(): void }) {
  const texts = balanceChangeTexts.use().withdrawal
  const toast = useToast()
  const change = useChange('POST /api/operator/balance-changes/:changeId/withdrawal', stale)
  return (
    <OneDecision
      texts={texts}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() =>
        change.mutate(
          { params: { changeId: of.id } },
          {
            onSuccess: () => {
              toast.success(texts.done)
              onClose()
            },
          },
        )
      }
    >
      <WhatChanges of={of} />
      <p className="t13 dim">{texts.text}</p>
    </OneDecision>
  )
}

function WhatChanges({ of }: { readonly of: BalanceChange }) {
  const texts = balanceChangeTexts.use()
  const text = useText()
  const balance = fromDecimal(of.balance.amount, of.balance.currency)
  const amount = fromDecimal(of.amount.amount, of.amount.currency)
  const isTooMuch = of.kind === 'correction' && isMore(amount, balance)
  const after = isTooMuch ? undefined : (of.kind === 'top_up' ? add : subtract)(balance, amount)
  return (
    <>
      <p>
        <b className="strong">{text(of.buyer.name)}</b>
        <br />
        <span className="t13 faint written">{of.reason}</span>
        {of.request && (
          <>
            <br />
            <Link to="/operator/top-ups" search={{ text: of.request.reference }}>
              {texts.toRequest}
            </Link>
          </>
        )}
      </p>
      <dl className="lines t13">
        <div>
          <dt>{texts.balanceNow}</dt>
          <dd>
            <Money of={of.balance} />
          </dd>
        </div>
        {of.request && (
          <div>
            <dt>{texts.asked}</dt>
            <dd>
              <Money of={of.request.amount} />
            </dd>
          </div>
        )}
        <div>
          <dt>{texts.kinds[of.kind]}</dt>
          <dd>
            <Money
              of={of.kind === 'correction' ? { ...of.amount, amount: `-${of.amount.amount}` } : of.amount}
            />
          </dd>
        </div>
        <div className="sum">
          <dt>{texts.balanceAfter}</dt>
          <dd>{after ? formatMoney(after) : '–'}</dd>
        </div>
      </dl>
    </>
  )
}
