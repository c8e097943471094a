import { isMore, money, subtract, toDecimal, zero } from '@loggia/kernel'
import type { Currency, Money } from '@loggia/kernel'
import { ledgerProblems } from './problems.ts'
import type { AccountKind, PostingKind } from './schema.ts'

/** What a buyer's balance is kept in (commerce.md, preamble). */
export const marketCurrency: Currency = 'CNY'

/** The market's account on the other side of a buyer's balance. */
export const counterAccount: Readonly<Record<PostingKind, AccountKind>> = {
  top_up: 'market_cash',
  payment: 'market_clearing',
  refund: 'market_clearing',
}

/** Of one top-up, in the currency's main unit ten million: a slip of three digits should be noticed. */
const mostTopUpMinor = 1_000_000_000n

export function requirePositive(amount: Money): void {
  if (!isMore(amount, zero(amount.currency)))
    throw ledgerProblems.amount_not_positive({ amount: toDecimal(amount) })
}

/** A top-up is positive, not above its limit, and says why (R6, R7). */
export function requireTopUp({ amount, reason }: { readonly amount: Money; readonly reason: string }): void {
  requirePositive(amount)
  const max = money(mostTopUpMinor, amount.currency)
  if (isMore(amount, max))
    throw ledgerProblems.top_up_too_large({ max: toDecimal(max), amount: toDecimal(amount) })
  if (reason.trim() === '') throw ledgerProblems.reason_missing()
}

/** What the balance is after the payment; it is never negative (R8). */
export function decidePayment(balance: Money, amount: Money): Money {
  requirePositive(amount)
  if (isMore(amount, balance)) {
    const missing = subtract(amount, balance)
    throw ledgerProblems.balance_insufficient({
      balance: toDecimal(balance),
      amount: toDecimal(amount),
      missing: toDecimal(missing),
      currency: amount.currency,
    })
  }
  return subtract(balance, amount)
}
