import type { DraftProduct } from '@loggia/protocol/console'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
type Price = NonNullable<DraftProduct['specifications'][number]['prices']>[number]

export const createMonthlyPrice = (amount: string, more: Partial<Price> = {}): Price => ({
  period: 'month',
  unitPrice: cny(amount),
  ...more,
})

/** A product for tests: two specifications at ¥10.00 and ¥20.00 a month for 1 to 100 seats. */
export const createExampleDraft = (change: Partial<DraftProduct> = {}): DraftProduct => ({
  name: { zh: '云账本', en: 'Cloud Ledger' },
  summary: { zh: '记账', en: 'Bookkeeping' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['记账'],
  quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
  specifications: [
    { name: { zh: '标准版', en: 'Standard' }, features: [], prices: [createMonthlyPrice('10')] },
    { name: { zh: '专业版', en: 'Professional' }, features: [], prices: [createMonthlyPrice('20')] },
  ],
  ...change,
})
