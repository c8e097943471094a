import { defineFacts } from '../facts.ts'
import { defineId, defineOneOf, defineOptional, flag, money, string } from '../members.ts'
import { budgetPeriods } from './kinds.ts'

const ofCostCentre = { costCentreId: defineId('cct'), code: string, name: string }
/** Whose budget it is: a member’s or a cost centre’s. */
const ofBudget = {
  budgetId: defineId('bgt'),
  member: defineOptional(string),
  costCentre: defineOptional(string),
}

/** R3a, R3b: what the owner of a buyer sets. */
export const budgetFacts = defineFacts('byr', {
  'cost_centre.created': ofCostCentre,
  'cost_centre.changed': { ...ofCostCentre, archived: flag },
  'cost_centre.assigned': { memberId: defineId('mbr'), member: string, costCentre: defineOptional(string) },
  'budget.set': { ...ofBudget, period: defineOneOf(budgetPeriods), amount: money },
  'budget.removed': ofBudget,
})
