import { fromDecimal, omitUndefined, toDecimal } from '@loggia/kernel'
import type { Money as KernelMoney } from '@loggia/kernel'
import type { Budget } from '@loggia/protocol/console'
import { budgetPeriods } from '@loggia/protocol/console/budgets/kinds'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { readAmount } from '../../centre/balance/amount.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { ConfirmDialog, useThen } from '../../centre/supervision/act-dialogs.tsx'
import { getBudgetName } from './budget-name.ts'
import { staleBudgets } from './stale.ts'
import { SubjectField } from './subject-field.tsx'
import { budgetTexts } from './texts.ts'

type Props<T> = { readonly of: T; onClose(): void }

/** Unlike a payment, a budget may be zero. */
const readBudget = (text: string): KernelMoney | undefined =>
  /^\s*0+(\.0{1,2})?\s*$/.test(text) ? fromDecimal('0.00', 'CNY') : readAmount(text, 'CNY')

/** Sets the budget of a member or a cost centre. */
export function BudgetDialog({ of, onClose }: Props<Budget | undefined>) {
  const texts = budgetTexts.use()
  const form = useBudgetForm(of, onClose)
  const { given, set } = form
  return (
    <DecisionDialog
      texts={texts.budgetForm}
      act={texts.budgetForm.act}
      change={form.change}
      onClose={onClose}
      onAct={form.send}
    >
      <SubjectField
        value={given.subject}
        fixed={of}
        error={form.isChecked && given.subject === '' ? texts.budgetForm.whoseMissing : undefined}
        onChange={(subject) => set({ subject })}
      />
      <SelectField
        name="period"
        label={texts.budgetForm.period}
        value={given.period}
        onChange={(event) =>
          set({ period: budgetPeriods.find((one) => one === event.target.value) ?? given.period })
        }
      >
        {budgetPeriods.map((period) => (
          <option key={period} value={period}>
            {texts.periods[period]}
          </option>
        ))}
      </SelectField>
      <TextField
        name="amount"
        label={texts.budgetForm.amount}
        hint={texts.budgetForm.amountHint}
        error={form.isChecked && !form.amount ? texts.budgetForm.amountWrong : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={given.amount}
        onChange={(event) => set({ amount: event.target.value })}
      />
      {!of && <p className="t12 faint">{texts.budgetForm.replaces}</p>}
    </DecisionDialog>
  )
}

function useBudgetForm(of: Budget | undefined, onClose: () => void) {
  const texts = budgetTexts.use().budgetForm
  const [given, setGiven] = useState({
    subject: of?.costCentre?.id ?? of?.member?.id ?? '',
    period: of?.period ?? ('month' as Budget['period']),
    amount: of?.amount.amount ?? '',
  })
  const [isChecked, setChecked] = useState(false)
  const then = useThen(texts, onClose)
  const change = useChange('PUT /api/buyer/budgets', staleBudgets)
  const amount = readBudget(given.amount)
  const send = () => {
    setChecked(true)
    if (!amount || given.subject === '') return
    const isCentre = given.subject.startsWith('cct_')
    const body = omitUndefined({
      costCentreId: isCentre ? given.subject : undefined,
      memberId: isCentre ? undefined : given.subject,
      period: given.period,
      amount: { amount: toDecimal(amount), currency: amount.currency },
    })
    change.mutate({ body }, then)
  }
  return {
    given,
    set: (next: Partial<typeof given>) => setGiven({ ...given, ...next }),
    isChecked,
    amount,
    change,
    send,
  }
}

export function RemovalDialog({ of, onClose }: Props<Budget>) {
  const texts = budgetTexts.use().removal
  const change = useChange('DELETE /api/buyer/budgets/:budgetId', staleBudgets)
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { budgetId: of.id } }, then)}
    >
      {texts.text(getBudgetName(of))}
    </ConfirmDialog>
  )
}
