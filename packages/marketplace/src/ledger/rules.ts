import { isMore, createMoney, subtract, toDecimal, createZero } from '@loggia/kernel'
import type { Currency, Id, Money } from '@loggia/kernel'
import { ledgerProblems } from './problems.ts'
import type { AccountKind, BalanceChange, BalanceChangeState, PostingKind } from './schema.ts'

/** What a buyer's balance is kept in (commerce.md, preamble). */
export const marketCurrency: Currency = 'CNY'

/** The market's account on the other side of a buyer's balance. */
export const counterAccount: Readonly<Record<PostingKind, AccountKind>> = {
  top_up: 'market_cash',
  correction: 'market_cash',
  payment: 'market_clearing',
  refund: 'market_clearing',
}

/** Of one top-up, in the currency's main unit ten million: a slip of three digits should be noticed. */
const mostTopUpMinor = 1_000_000_000n

export function requirePositive(amount: Money): void {
  if (!isMore(amount, createZero(amount.currency)))
    throw ledgerProblems.amount_not_positive({ amount: toDecimal(amount) })
}

/** A top-up or a correction is above zero, not above its limit, and says why (R6, R7). */
export function requireFitChange({
  amount,
  reason,
}: {
  readonly amount: Money
  readonly reason: string
}): void {
  requirePositive(amount)
  const max = createMoney(mostTopUpMinor, amount.currency)
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

/** What is done with a proposed change. */
export type ChangeAct = 'confirm' | 'reject' | 'withdraw'
const outcomes: Readonly<Record<ChangeAct, Exclude<BalanceChangeState, 'waiting'>>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  withdraw: 'withdrawn',
}

/** R6: what one operator proposed another one confirms or rejects, with a reason; whoever proposed it withdraws it. Once. */
export function decideChange(
  change: Pick<BalanceChange, 'state' | 'proposedBy'>,
  act: ChangeAct,
  by: { readonly memberId: Id<'mbr'>; readonly reason?: string | undefined },
): Exclude<BalanceChangeState, 'waiting'> {
  if (change.state !== 'waiting') throw ledgerProblems.change_decided({ state: change.state })
  const isOwn = change.proposedBy === by.memberId
  if (act === 'withdraw' && !isOwn) throw ledgerProblems.change_of_another()
  if (act !== 'withdraw' && isOwn) throw ledgerProblems.own_change()
  if (act === 'reject' && (by.reason ?? '').trim() === '') throw ledgerProblems.reason_missing()
  return outcomes[act]
}
