import { omitUndefined, subtract } from '@loggia/kernel'
import type { Money } from '@loggia/kernel'
import type {
  Budget as ShownBudget,
  Budgets as ShownBudgets,
  CostCentre as ShownCentre,
} from '@loggia/protocol/console'
import { toWireMoney, toWireTime } from '../platform/index.ts'
import type { BudgetSpan, CostCentre, NamedBudget } from './schema.ts'

export const presentBudget = (
  { id, member, costCentre, period, amount }: NamedBudget,
  { startsAt, endsAt }: BudgetSpan,
  spent: Money,
): ShownBudget =>
  omitUndefined({
    id,
    member,
    costCentre,
    period,
    amount: toWireMoney(amount),
    spent: toWireMoney(spent),
    left: toWireMoney(subtract(amount, spent)),
    startsAt: toWireTime(startsAt),
    endsAt: toWireTime(endsAt),
  })

export const presentBooked = (
  { id, code, name, archivedAt }: CostCentre,
  spent: { readonly month: Money; readonly year: Money },
): ShownBudgets['booked'][number] => ({
  id,
  code,
  name,
  archived: archivedAt !== undefined,
  thisMonth: toWireMoney(spent.month),
  thisYear: toWireMoney(spent.year),
})

export const presentCostCentre = ({
  id,
  code,
  name,
  createdAt,
  archivedAt,
  members,
}: CostCentre & { readonly members: number }): ShownCentre => ({
  id,
  code,
  name,
  archived: archivedAt !== undefined,
  createdAt: toWireTime(createdAt),
  members,
})
