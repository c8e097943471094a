import { describe, expect, test } from 'vitest'
import { formatAmount, formatUnitAmount } from '@loggia/ui'
import { listSumLines, toNegative } from './line-sum.ts'
import type { Summed } from './line-sum.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const seats: Summed = {
  unitPrice: cny('428'),
  unit: { zh: '席', en: 'seat' },
  quantity: 120,
  period: 'year',
  periodCount: 1,
  amount: cny('51360.00'),
}
const listTold = (of: Partial<Summed>, language: 'zh-CN' | 'en-US' = 'en-US') =>
  listSumLines({ ...seats, ...of }, language).map(({ text, amount }) => [text, formatUnitAmount(amount)])

describe('the arithmetic of an amount', () => {
  test('a unit price times quantity times term', () => {
    expect(listTold({})).toEqual([['¥428.00 / seat / year × 120 seats × 1 year', '¥51,360.00']])
    expect(listTold({}, 'zh-CN')).toEqual([['¥428.00 / 席 / 年 × 120 席 × 1 年', '¥51,360.00']])
  })

  test('R27: a trial names its days and no price', () => {
    const trial = { trialDays: 14, amount: cny('0.00') }

    expect(listTold(trial)).toEqual([['14-day trial', '¥0.00']])
    expect(listTold(trial, 'zh-CN')).toEqual([['试用 14 天', '¥0.00']])
  })

  test('R22: step prices have a line for each band, and a tier has the price that it reached', () => {
    const bands = [{ above: 100, unitPrice: cny('400') }]

    expect(listTold({ pricing: 'step', bands, amount: cny('50800.00') })).toEqual([
      ['¥428.00 / seat / year × 100 seats × 1 year', '¥42,800.00'],
      ['¥400.00 / seat / year × 20 seats × 1 year', '¥8,000.00'],
    ])
    expect(listTold({ pricing: 'tier', bands, amount: cny('48000.00') })).toEqual([
      ['¥400.00 / seat / year × 120 seats × 1 year', '¥48,000.00'],
    ])
  })

  test('no factors that do not give the amount', () => {
    expect(listTold({ amount: cny('40000.00') })).toEqual([['120 seats, 1 year', '¥40,000.00']])
  })

  test('what was bought once has no term', () => {
    expect(listTold({ period: 'one_time', quantity: 1, unit: undefined, amount: cny('428.00') })).toEqual([
      ['¥428.00 / once', '¥428.00'],
    ])
  })

  test('what goes back has a minus before the sign', () => {
    expect(formatAmount(toNegative(cny('12800.00')))).toBe('−¥12,800.00')
  })
})
