import type { ProductType } from '@loggia/kernel'
import type { AfterSale, DraftProduct } from '../products.ts'
import { periods } from '../kinds.ts'
import type { Period } from '../kinds.ts'
import { setPeriod } from './bands.ts'
import type { Form, FormSpecification } from './form.ts'
import { getFormSupervision, toSupervision } from './supervision.ts'

/** What products of a type may have in addition to what all may have, and how they are sold. */
type TypeRules = {
  /** R27 */
  readonly trials: boolean
  /** R47a: parameters are sent to the seller's server. */
  readonly parameters: boolean
  /** R130, R119: the after-sale promises are allowed, and are the default. */
  readonly promises: boolean
  /** R12 */
  readonly periods: readonly Period[]
  /** R25: whether a specification may have one-time and period prices at once. */
  readonly mixesPeriods: boolean
  /** R12: sold by the piece, so that it has a quantity. */
  readonly isByQuantity: boolean
}

const byPeople = {
  trials: false,
  parameters: false,
  promises: false,
  periods,
  mixesPeriods: true,
  isByQuantity: false,
} as const satisfies TypeRules

/** R12, R25, R27, R119. What people perform or hand over after the payment has no trials, five-day refund and changes. */
export const typeRules: Readonly<Record<ProductType, TypeRules>> = {
  saas: { ...byPeople, trials: true, parameters: true, promises: true },
  license: { ...byPeople, parameters: true, mixesPeriods: false },
  manual_service: byPeople,
  hardware: { ...byPeople, periods: ['one_time'], isByQuantity: true },
  data_asset: { ...byPeople, mixesPeriods: false },
  app_orchestration: byPeople,
}

/** The after-sale promises of a product; the default is all that its type, and its supervision (§8.1), allow. */
export function getPromises(of: Pick<DraftProduct, 'type' | 'afterSale' | 'supervision'>): AfterSale {
  const { promises } = typeRules[of.type ?? 'saas']
  const fiveDayRefund = promises && toSupervision(of) === undefined
  return of.afterSale ?? { fiveDayRefund, upgrades: promises, renewalChanges: promises }
}

/** R12, R25: whether products of a type are sold for these periods, and together in one specification. */
export function findPeriodFault(
  type: ProductType,
  sold: readonly Period[],
): 'periodNotOfType' | 'periodsMixed' | undefined {
  const rules = typeRules[type]
  if (!sold.every((period) => rules.periods.includes(period))) return 'periodNotOfType'
  const isMixed = sold.includes('one_time') && sold.length > 1
  return isMixed && !rules.mixesPeriods ? 'periodsMixed' : undefined
}

/** R27: a product that is supervised has no trials, whose conversion would not be supervised. */
export const mayHaveTrials = (form: Form): boolean =>
  typeRules[form.type].trials && getFormSupervision(form) === undefined

/** The form as one of this type: periods that the type does not have are taken out. */
export const withType = (form: Form, type: ProductType): Form => ({
  ...form,
  type,
  specifications: form.specifications.map((one) => withPeriodsOf(one, type)),
})

function withPeriodsOf(one: FormSpecification, type: ProductType): FormSpecification {
  const sold = typeRules[type].periods
  const kept = { ...one, periods: one.periods.filter((period) => sold.includes(period)) }
  const [first] = sold
  return kept.periods.length === 0 && first ? setPeriod(kept, first, true) : kept
}
