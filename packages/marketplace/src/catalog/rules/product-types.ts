import type { ProductType } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { AfterSale, Draft } from '../schema.ts'

/** What products of a type may have beside what all have. */
type TypeRules = {
  /** R27 */
  readonly trials: boolean
  /** R47a: parameters go to the seller's server. */
  readonly parameters: boolean
  /** R130, R119: what is promised may be sold with it, and is if nothing is said. */
  readonly promises: boolean
}

/** R12, R27, R119: trials, five days and changes are of SaaS; what people perform is performed once it is paid, and accepted (R98, R99). */
const rulesOf: Readonly<Record<ProductType, TypeRules>> = {
  saas: { trials: true, parameters: true, promises: true },
  manual_service: { trials: false, parameters: false, promises: false },
}

export const getProductType = ({ type = 'saas' }: Pick<Draft, 'type'>): ProductType => type

/** What a draft promises; without a word, all that its type may. */
export function getPromises({ afterSale, ...draft }: Pick<Draft, 'type' | 'afterSale'>): AfterSale {
  const { promises } = rulesOf[getProductType(draft)]
  return afterSale ?? { fiveDayRefund: promises, upgrades: promises, renewalChanges: promises }
}

/** Throws `catalog.not_of_type` for what products of its type do not have. */
export function requireFitType(
  draft: Pick<Draft, 'type' | 'afterSale' | 'buyerParameters' | 'specifications'>,
): void {
  const { trials, parameters, promises } = rulesOf[getProductType(draft)]
  const prices = draft.specifications.flatMap(({ skus }) => skus).flatMap((sku) => sku.prices)
  if (!trials && prices.some(({ trialDays }) => trialDays !== undefined))
    throw catalogProblems.not_of_type({ what: 'trialDays' })
  if (!parameters && (draft.buyerParameters ?? []).length > 0)
    throw catalogProblems.not_of_type({ what: 'buyerParameters' })
  const promised = Object.entries(getPromises(draft)).find(([, isPromised]) => isPromised)
  if (!promises && promised) throw catalogProblems.not_of_type({ what: `afterSale.${promised[0]}` })
}

/** R13: throws `catalog.type_fixed` if a draft is of another type than the product. */
export function requireSameType(known: Pick<Draft, 'type'>, draft: Pick<Draft, 'type'>): void {
  if (getProductType(known) !== getProductType(draft)) throw catalogProblems.type_fixed()
}
