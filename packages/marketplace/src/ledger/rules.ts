import {
  addWorkingDays,
  fromDays,
  isMore,
  createMoney,
  subtract,
  toDecimal,
  createZero,
} from '@loggia/kernel'
import type { Currency, Id, Instant, Money, WorkingDays } from '@loggia/kernel'
import { ledgerProblems } from './problems.ts'
import type { AccountKind, BalanceChange, BalanceChangeState, PostingKind, TopUpRequest } from './schema.ts'

/** The currency of buyers' balances (commerce.md, preamble). */
export const marketCurrency: Currency = 'CNY'

/** The market's account on the other side of a buyer's balance. */
export const counterAccount: Readonly<Record<PostingKind, AccountKind>> = {
  top_up: 'market_cash',
  correction: 'market_cash',
  payment: 'market_clearing',
  refund: 'market_clearing',
}

/** The largest top-up or correction, ten million in the main unit, so that a slip of three digits is noticed. */
const mostTopUpMinor = 1_000_000_000n

export function requirePositive(amount: Money): void {
  if (!isMore(amount, createZero(amount.currency)))
    throw ledgerProblems.amount_not_positive({ amount: toDecimal(amount) })
}

/** Above zero, and at most the limit. */
function requireFitAmount(amount: Money): void {
  requirePositive(amount)
  const max = createMoney(mostTopUpMinor, amount.currency)
  if (isMore(amount, max))
    throw ledgerProblems.top_up_too_large({ max: toDecimal(max), amount: toDecimal(amount) })
}

/** A top-up or a correction is above zero, at most the limit, and has a reason (R6, R7). */
export function requireFitChange({
  amount,
  reason,
}: {
  readonly amount: Money
  readonly reason: string
}): void {
  requireFitAmount(amount)
  if (reason.trim() === '') throw ledgerProblems.reason_missing()
}

/** Returns the balance after the payment; throws `ledger.balance_insufficient` if it would be negative (R8). */
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

/** A decision about a proposed change. */
export type ChangeAct = 'confirm' | 'reject' | 'withdraw'
const outcomes: Readonly<Record<ChangeAct, Exclude<BalanceChangeState, 'waiting'>>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  withdraw: 'withdrawn',
}

/**
 * R6: another operator confirms or rejects a change, a rejection with a reason; only its proposer withdraws it. Decided
 * once.
 */
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

/** Most requests of a buyer that are open at once, and most within {@link requestSpanMs}. */
const mostOpenRequests = 5
const mostRequestsInSpan = 20
export const requestSpanMs = fromDays(1)

/** A request is in the market's currency and as large as a top-up may be; a buyer has few of them. */
export function requireFitRequest(
  amount: Money,
  { open, recent }: { readonly open: number; readonly recent: number },
): void {
  if (amount.currency !== marketCurrency) throw ledgerProblems.request_currency({ currency: marketCurrency })
  requireFitAmount(amount)
  if (open >= mostOpenRequests) throw ledgerProblems.too_many_requests({ max: mostOpenRequests })
  if (recent >= mostRequestsInSpan) throw ledgerProblems.too_many_requests_today({ max: mostRequestsInSpan })
}

/** When operators should have looked for the transfer. */
export const computeRequestDue = (askedAt: Instant, days: WorkingDays): Instant =>
  addWorkingDays(askedAt, 1, days)

/** Money that arrives for a request that was rejected or withdrawn is recorded as well; it is the buyer's. */
export function requireRecordable({ state }: Pick<TopUpRequest, 'state'>): void {
  if (state === 'recorded' || state === 'credited') throw ledgerProblems.request_not_awaiting({ state })
}

/** A transfer that was announced is credited by its request, so that it is not credited twice. */
export function requireNoOpenRequest(open: number): void {
  if (open > 0) throw ledgerProblems.requests_open({ open })
}

/** Only while nobody has recorded, rejected or withdrawn it. */
export function requireAwaiting({ state }: Pick<TopUpRequest, 'state'>): void {
  if (state !== 'awaiting') throw ledgerProblems.request_not_awaiting({ state })
}
