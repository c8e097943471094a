import type { ProductType } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { AfterSale, Draft } from '../schema.ts'

/** What products of a type may have in addition to what all may have. */
type TypeRules = {
  /** R27 */
  readonly trials: boolean
  /** R47a: parameters are sent to the seller's server. */
  readonly parameters: boolean
  /** R130, R119: the after-sale promises are allowed, and are the default. */
  readonly promises: boolean
}

/**
 * R12, R27, R119: only SaaS has trials, the five-day refund and changes. A manual service is performed after payment,
 * then accepted (R98, R99).
 */
const rulesOf: Readonly<Record<ProductType, TypeRules>> = {
  saas: { trials: true, parameters: true, promises: true },
  manual_service: { trials: false, parameters: false, promises: false },
}

export const getProductType = ({ type = 'saas' }: Pick<Draft, 'type'>): ProductType => type

/** The after-sale promises of a draft; the default is all that its type allows. */
export function getPromises({ afterSale, ...draft }: Pick<Draft, 'type' | 'afterSale'>): AfterSale {
  const { promises } = rulesOf[getProductType(draft)]
  return afterSale ?? { fiveDayRefund: promises, upgrades: promises, renewalChanges: promises }
}

/** Throws `catalog.not_of_type` for a feature that the product's type does not have. */
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
