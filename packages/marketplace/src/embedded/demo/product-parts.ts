import { omitUndefined } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { DemoMarkName } from './marks.ts'

export type DemoProduct = DraftProduct & {
  readonly mark: DemoMarkName
  /** The server is called with SaaS V1.0, like one built years ago. */
  readonly isOld?: boolean
}
type Text = { readonly zh: string; readonly en: string }

type Prices = { readonly month: string; readonly year: string; readonly trialDays?: number }
type Features = readonly (readonly [zh: string, en: string])[]

/** One specification, priced in yuan per unit and period. */
export const createSpecification = (
  name: Text,
  prices: Prices,
  features: Features,
): DraftProduct['specifications'][number] => ({
  name,
  features: features.map(([zh, en]) => ({ zh, en })),
  prices: pricesOf(prices),
})

/**
 * One specification with a price for each combination of the attributes, so that a buyer can change from one to another
 * (R119).
 */
export const createCombinations = (
  name: Text,
  skus: readonly (Prices & { readonly values: number[] })[],
  features: Features,
): DraftProduct['specifications'][number] => ({
  name,
  features: features.map(([zh, en]) => ({ zh, en })),
  skus: skus.map(({ values, ...prices }) => ({ values, prices: pricesOf(prices) })),
})

const pricesOf = ({ month, year, trialDays }: Prices) => [
  omitUndefined({
    period: 'month' as const,
    unitPrice: { amount: month, currency: 'CNY' as const },
    trialDays,
  }),
  { period: 'year' as const, unitPrice: { amount: year, currency: 'CNY' as const } },
]

const quantity = (name: Text, unit: Text) => (min: number, max: number) => ({ name, unit, min, max })
export const seats = quantity({ zh: '席位', en: 'Seats' }, { zh: '席', en: 'seat' })
export const agents = quantity({ zh: '坐席', en: 'Agents' }, { zh: '坐席', en: 'agent' })
export const people = quantity({ zh: '人数', en: 'People' }, { zh: '人', en: 'person' })
