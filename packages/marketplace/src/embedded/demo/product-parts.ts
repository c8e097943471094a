import type { DraftProduct } from '@loggia/protocol/console'
import type { DemoMarkName } from './marks.ts'

export type DemoProduct = DraftProduct & { readonly mark: DemoMarkName }
type Text = { readonly zh: string; readonly en: string }

/** One specification in yuan a unit and period; features in both languages. */
export const specification = (
  name: Text,
  prices: { readonly month: string; readonly year: string; readonly trialDays?: number },
  features: readonly (readonly [zh: string, en: string])[],
): DraftProduct['specifications'][number] => ({
  name,
  features: features.map(([zh, en]) => ({ zh, en })),
  prices: [
    {
      period: 'month',
      unitPrice: { amount: prices.month, currency: 'CNY' },
      ...(prices.trialDays !== undefined && { trialDays: prices.trialDays }),
    },
    { period: 'year', unitPrice: { amount: prices.year, currency: 'CNY' } },
  ],
})

const quantity = (name: Text, unit: Text) => (min: number, max: number) => ({ name, unit, min, max })
export const seats = quantity({ zh: '席位', en: 'Seats' }, { zh: '席', en: 'seat' })
export const agents = quantity({ zh: '坐席', en: 'Agents' }, { zh: '坐席', en: 'agent' })
export const people = quantity({ zh: '人数', en: 'People' }, { zh: '人', en: 'person' })
