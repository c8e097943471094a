import { createZero, omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { Budgets as ShownBudgets } from '@loggia/protocol/console'
import { marketCurrency } from '../../ledger/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx, toWireMoney } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { presentBooked, presentBudget } from '../present.ts'
import { budgetProblems } from '../problems.ts'
import {
  computeSpan,
  decideSpending,
  decideSubject,
  listLimitsOf,
  requireFitBudget,
  requireOffered,
  requireRoomForBudget,
} from '../rules.ts'
import type {
  Budget,
  BudgetPeriod,
  BudgetSubject,
  Limit,
  NamedBudget,
  Spending,
  SpentAsk,
} from '../schema.ts'
import * as store from '../store.ts'
import type { BudgetsContext } from './context.ts'
import { createCostCentres } from './cost-centres.ts'

export type Budgets = ReturnType<typeof createBudgets>
/** The sums of what was paid, less what was refunded of it, by key. */
export type ListSpent = (db: Db, asks: readonly SpentAsk[]) => Promise<ReadonlyMap<string, Money>>

type BudgetAsk = {
  readonly memberId?: Id<'mbr'> | undefined
  readonly costCentreId?: Id<'cct'> | undefined
  readonly period: BudgetPeriod
  readonly amount: Money
}

const factOf = (id: Id<'bgt'>, of: { readonly member?: string; readonly costCentre?: string }) => ({
  budgetId: id,
  ...of,
})

/** R3a, R3b: cost centres and budgets of buyers. What was spent is known to *orders*. */
export function createBudgets(context: BudgetsContext) {
  const { clock, db, ids, parties, zone } = context

  async function nameSubject(tx: Tx, buyerId: Id<'byr'>, subject: BudgetSubject) {
    if (subject.memberId === undefined) {
      const { name } = requireOffered(await store.findCostCentre(tx, subject.costCentreId), buyerId)
      return { costCentre: name }
    }
    const member = await store.findMember(tx, buyerId, subject.memberId)
    if (!member) throw budgetProblems.member_unknown()
    return { member: member.name }
  }

  /**
   * Sets a budget, which replaces the one of the same subject and applies from the next payment on. Throws
   * `budget.subject_missing`, `budget.amount_unfit`, `budget.member_unknown`, `budget.cost_centre_unknown`,
   * `budget.cost_centre_archived`, `budget.too_many`.
   */
  const setBudget = (actor: MemberActor, { period, amount, ...asked }: BudgetAsk): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const subject = decideSubject(asked)
      requireFitBudget(amount)
      await store.waitForTurn(tx, buyerId)
      const name = await nameSubject(tx, buyerId, subject)
      const others = (await store.listBudgets(tx, buyerId)).filter(
        ({ memberId, costCentreId }) =>
          memberId !== subject.memberId || costCentreId !== subject.costCentreId,
      )
      requireRoomForBudget(others.length)
      const budget: Budget = { id: ids.next('bgt'), buyerId, period, amount, setAt: clock.now(), ...subject }
      await store.replaceBudget(tx, budget)
      const data = { ...factOf(budget.id, name), period, amount: toWireMoney(amount) }
      await record(tx, 'budget.set', { subject: buyerId, data })
    })

  /** Throws `budget.not_found`, also for another buyer's. */
  const removeBudget = (actor: MemberActor, id: Id<'bgt'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await store.waitForTurn(tx, buyerId)
      const found = (await store.listBudgets(tx, buyerId)).find((budget) => budget.id === id)
      if (!found) throw budgetProblems.not_found({ budgetId: id })
      await store.removeBudget(tx, id)
      const name = omitUndefined({ member: found.member?.name, costCentre: found.costCentre?.name })
      await record(tx, 'budget.removed', { subject: buyerId, data: factOf(id, name) })
    })

  const isOwner = (from: Db, buyerId: Id<'byr'>, memberId: Id<'mbr'>): Promise<boolean> =>
    parties.hasRight({ kind: 'buyer', id: buyerId }, { memberId }, 'main', from)

  /**
   * R3b: the budgets that a payment has to stay within, which is decided by {@link decideSpending}; none for owners. The
   * caller sums what was spent, under the lock of the buyer's balance if it pays.
   */
  async function listLimits(from: Db, spending: Spending): Promise<Limit[]> {
    const { buyerId, memberId, parts } = spending
    const costCentreIds = parts.flatMap(({ costCentreId }) => costCentreId ?? [])
    const budgets = await store.listBudgetsFor(from, { buyerId, memberId, costCentreIds })
    const limits = listLimitsOf(budgets, spending, zone)
    return limits.length > 0 && (await isOwner(from, buyerId, memberId)) ? [] : limits
  }

  /** The budgets that this reader may see: owners all, others those that limit them. */
  async function listShown(buyerId: Id<'byr'>, memberId: Id<'mbr'>, ofAll: boolean): Promise<NamedBudget[]> {
    if (ofAll) return store.listBudgets(db, buyerId)
    const own = await store.findOwnCentre(db, buyerId, memberId)
    const costCentreIds = own === undefined ? [] : [own]
    return store.listBudgetsFor(db, { buyerId, memberId, costCentreIds })
  }

  /** The budgets with what is spent and left now; for owners also what was booked to each cost centre. */
  async function listBudgets(actor: MemberActor, listSpent: ListSpent): Promise<ShownBudgets> {
    const buyerId = requireBuyer(actor)
    const ofAll = await isOwner(db, buyerId, actor.memberId)
    const shown = await listShown(buyerId, actor.memberId, ofAll)
    const centres = ofAll ? await store.listCostCentres(db, buyerId) : []
    const now = clock.now()
    const spans = new Map(shown.map(({ id, period }) => [id, computeSpan(period, now, zone)]))
    const spanOf = ({ id, period }: Budget) => spans.get(id) ?? computeSpan(period, now, zone)
    const spent = await listSpent(db, [
      ...shown.map((budget): SpentAsk => toAsk(budget, { key: budget.id, ...spanOf(budget) })),
      ...centres.flatMap(({ id: costCentreId }): SpentAsk[] =>
        (['month', 'year'] as const).map((period) => ({
          ...computeSpan(period, now, zone),
          key: `${costCentreId}:${period}`,
          buyerId,
          costCentreId,
          currency: marketCurrency,
        })),
      ),
    ])
    const sumOf = (key: string): Money => spent.get(key) ?? createZero(marketCurrency)
    return {
      budgets: shown.map((budget) => presentBudget(budget, spanOf(budget), sumOf(budget.id))),
      booked: centres.map((centre) =>
        presentBooked(centre, { month: sumOf(`${centre.id}:month`), year: sumOf(`${centre.id}:year`) }),
      ),
    }
  }

  return {
    ...createCostCentres(context),
    setBudget,
    removeBudget,
    listLimits,
    listBudgets,
    decideSpending,
  }
}

/** What to sum for a budget. */
export const toAsk = (
  { buyerId, amount, memberId, costCentreId }: NamedBudget,
  span: Pick<SpentAsk, 'key' | 'startsAt' | 'endsAt'>,
): SpentAsk => {
  const ask = { ...span, buyerId, currency: amount.currency }
  return memberId === undefined ? { ...ask, costCentreId } : { ...ask, memberId }
}
