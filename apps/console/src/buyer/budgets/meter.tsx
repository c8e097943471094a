import { fromDecimal } from '@loggia/kernel'
import type { Budget } from '@loggia/protocol/console'
import { formatAmount } from '@loggia/ui'
import { budgetTexts } from './texts.ts'
import './budgets.css'

/** From this part on, in percent, the meter warns. */
const warnFrom = 80

/** How much of a budget is spent in the current period, as a bar and in words. */
export function BudgetMeter({ of: { spent, amount } }: { readonly of: Budget }) {
  const { budgets: texts } = budgetTexts.use()
  const percent = computePercent(spent, amount)
  const isOver = percent > 100
  const tone = isOver ? 'meter meter--bad' : percent >= warnFrom ? 'meter meter--warn' : 'meter'
  return (
    <div className="budget-meter">
      <span className={tone} aria-hidden="true">
        <i style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
      </span>
      <span className="t12 num">
        {texts.used(formatAmount(spent), formatAmount(amount))}
        {isOver && <b className="budget-over"> {texts.over}</b>}
      </span>
    </div>
  )
}

/** Whole percents, rounded up; above 100 exactly if more was spent than the budget. */
function computePercent(spent: Budget['spent'], amount: Budget['amount']): number {
  const used = fromDecimal(spent.amount, spent.currency).amountMinor
  const whole = fromDecimal(amount.amount, amount.currency).amountMinor
  if (used <= 0n) return 0
  if (used > whole) return 101
  return Number((used * 100n + whole - 1n) / whole)
}
