import { omitUndefined } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { DemoMarkName } from './drawing/marks.ts'

export type DemoProduct = DraftProduct & {
  readonly mark: DemoMarkName
  /** The server is called with SaaS V1.0, like one built years ago. */
  readonly isOld?: boolean
}
type Text = { readonly zh: string; readonly en: string }

type Terms = { readonly month: string; readonly year: string; readonly trialDays?: number }
/** By the month and by the year, or paid once. */
type Prices = Terms | { readonly once: string }
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
  skus: readonly (Terms & { readonly values: number[] })[],
  features: Features,
): DraftProduct['specifications'][number] => ({
  name,
  features: features.map(([zh, en]) => ({ zh, en })),
  skus: skus.map(({ values, ...prices }) => ({ values, prices: pricesOf(prices) })),
})

const yuan = (amount: string) => ({ amount, currency: 'CNY' as const })

const pricesOf = (prices: Prices) =>
  'once' in prices
    ? [{ period: 'one_time' as const, unitPrice: yuan(prices.once) }]
    : [
        omitUndefined({
          period: 'month' as const,
          unitPrice: yuan(prices.month),
          trialDays: prices.trialDays,
        }),
        { period: 'year' as const, unitPrice: yuan(prices.year) },
      ]

const quantity = (name: Text, unit: Text) => (min: number, max: number) => ({ name, unit, min, max })
export const seats = quantity({ zh: '席位', en: 'Seats' }, { zh: '席', en: 'seat' })
export const agents = quantity({ zh: '坐席', en: 'Agents' }, { zh: '坐席', en: 'agent' })
export const people = quantity({ zh: '人数', en: 'People' }, { zh: '人', en: 'person' })
export const desks = quantity({ zh: '数量', en: 'Quantity' }, { zh: '台', en: 'device' })
export const spaces = quantity({ zh: '套数', en: 'Installations' }, { zh: '套', en: 'installation' })

type Pair = readonly [zh: string, en: string]
/** Paragraphs in both languages. */
export const describe = (...paragraphs: readonly Pair[]): Text => ({
  zh: paragraphs.map(([zh]) => zh).join('\n\n'),
  en: paragraphs.map(([, en]) => en).join('\n\n'),
})
export const say = ([zh, en]: Pair): Text => ({ zh, en })
