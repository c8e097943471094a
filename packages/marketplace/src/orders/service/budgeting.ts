import { createZero } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { toAsk } from '../../budgets/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { OrderLine } from '../schema.ts'
import * as store from '../store/index.ts'
import type { OrdersContext } from './context.ts'

export type Spender = { readonly buyerId: Id<'byr'>; readonly memberId: Id<'mbr'> }
type Booked = Pick<OrderLine, 'costCentreId'> & { readonly amount: Money }

/** R3b: what members buy and pay stays within the budgets of their company. */
export function createBudgeting({ budgets, clock, ledger }: OrdersContext) {
  async function decide(
    tx: Tx,
    spender: Spender,
    parts: readonly Booked[],
    isPayment: boolean,
  ): Promise<void> {
    const [first] = parts
    const limits = await budgets.listLimits(tx, { ...spender, parts, at: clock.now() })
    if (!first || limits.length === 0) return
    const { currency } = first.amount
    // All payments of a buyer from a balance wait here, so that the sums below are still right at the commit.
    if (isPayment) await ledger.waitForPayments(tx, spender.buyerId, currency)
    const asks = limits.map(({ budget, span }) => toAsk(budget, { key: budget.id, ...span }))
    const spent = await store.listSpent(tx, asks)
    for (const limit of limits)
      budgets.decideSpending(limit, spent.get(limit.budget.id) ?? createZero(limit.budget.amount.currency))
  }

  return {
    /** Before an order is placed, which nobody could pay otherwise. Throws `budget.exceeded`, `budget.other_currency`. */
    requireBudget: (tx: Tx, spender: Spender, parts: readonly Booked[]): Promise<void> =>
      decide(tx, spender, parts, false),
    /** The same before a payment, which it lets wait for other payments of the buyer. */
    requireBudgetToPay: (tx: Tx, spender: Spender, parts: readonly Booked[]): Promise<void> =>
      decide(tx, spender, parts, true),
  }
}
export type Budgeting = ReturnType<typeof createBudgeting>
