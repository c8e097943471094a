import type { ProductType } from '@loggia/kernel'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { findPeriodFault, getPromises, typeRules } from '@loggia/protocol/console/catalog/draft/type-rules'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { catalogProblems } from '../problems.ts'
import type { Draft } from '../schema.ts'

const findWay = (draft: Pick<Draft, 'type' | 'supervision'>) => findLicenseWay(toSupervision(draft)?.flow)

/** R13: throws `catalog.license_way_fixed` if licenses were delivered in another way; those that run depend on it. */
export function requireSameWay(
  current: Pick<Draft, 'type' | 'supervision'>,
  next: Pick<Draft, 'type' | 'supervision'>,
): void {
  if (findWay(current) !== findWay(next)) throw catalogProblems.license_way_fixed()
}

const getProductType = ({ type = 'saas' }: Pick<Draft, 'type'>): ProductType => type

/** Throws `catalog.not_of_type` for a feature that the product's type does not have, and for a way of sale that it does not have. */
export function requireFitType(
  draft: Pick<
    Draft,
    'type' | 'afterSale' | 'buyerParameters' | 'supervision' | 'quantity' | 'specifications'
  >,
): void {
  const { trials, parameters, promises } = typeRules[getProductType(draft)]
  const prices = draft.specifications.flatMap(({ skus }) => skus).flatMap((sku) => sku.prices)
  if (!trials && prices.some(({ trialDays }) => trialDays !== undefined))
    throw catalogProblems.not_of_type({ what: 'trialDays' })
  if (!parameters && (draft.buyerParameters ?? []).length > 0)
    throw catalogProblems.not_of_type({ what: 'buyerParameters' })
  const promised = Object.entries(getPromises(draft)).find(([, isPromised]) => isPromised)
  if (!promises && promised) throw catalogProblems.not_of_type({ what: `afterSale.${promised[0]}` })
  requireSale(draft)
}

const periodProblems = {
  periodNotOfType: catalogProblems.period_not_of_type,
  periodsMixed: catalogProblems.periods_mixed,
} as const

/** R12, R25: throws if it is sold in a way in which products of its type are not. */
function requireSale(draft: Pick<Draft, 'type' | 'quantity' | 'specifications'>): void {
  const type = getProductType(draft)
  if (typeRules[type].isByQuantity && !draft.quantity) throw catalogProblems.quantity_missing()
  for (const { name, skus } of draft.specifications) {
    const periods = new Set(skus.flatMap(({ prices }) => prices.map(({ period }) => period)))
    const fault = findPeriodFault(type, [...periods])
    if (fault) throw periodProblems[fault]({ name: name.zh })
  }
}

/** R13: throws `catalog.type_fixed` if a draft is of another type than the product. */
export function requireSameType(known: Pick<Draft, 'type'>, draft: Pick<Draft, 'type'>): void {
  if (getProductType(known) !== getProductType(draft)) throw catalogProblems.type_fixed()
}
