import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { flowsOfType, getFlow } from '@loggia/protocol/console/supervision/kinds'
import { catalogProblems } from '../problems.ts'
import type { Draft } from '../schema.ts'

type Supervised = Pick<Draft, 'type' | 'supervision'>

/** R12, R38: throws if a product of the type is not supervised in this way, or promises what is not supervised. */
export function requireFitSupervision(draft: Supervised & Pick<Draft, 'afterSale' | 'specifications'>): void {
  const { type = 'saas', supervision } = draft
  if (supervision) {
    const { flow, template } = supervision
    if (!flowsOfType[type].flows.some((one) => one === flow)) throw catalogProblems.flow_not_of_type({ flow })
    if (template && getFlow(flow).demand === 'never') throw catalogProblems.template_unused()
  }
  if (!toSupervision(draft)) return
  // §8.1: what is supervised is returned by negotiation, until the buyer accepts it.
  if (draft.afterSale?.fiveDayRefund) throw catalogProblems.five_day_refund_supervised()
  const tried = draft.specifications.find(({ skus }) =>
    skus.some(({ prices }) => prices.some(({ trialDays }) => trialDays !== undefined)),
  )
  // R118: a conversion would be paid for what is open already, with nothing left to supervise.
  if (tried) throw catalogProblems.trial_supervised({ name: tried.name.zh })
}

/**
 * R38, R39: a supervised product in review has acceptance criteria, and a template if its buyers say what they need;
 * drafts, and products that were listed before, may have none.
 */
export function requireSupervisionTexts(draft: Supervised): void {
  const supervision = toSupervision(draft)
  if (!supervision) return
  const { flow, template, criteria } = supervision
  if (getFlow(flow).demand === 'always' && !template) throw catalogProblems.template_missing()
  if (!criteria) throw catalogProblems.criteria_missing()
}
