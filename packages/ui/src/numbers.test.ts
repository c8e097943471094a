import { describe, expect, test } from 'vitest'
import {
  formatAmount,
  formatDelay,
  formatPer,
  formatQuantity,
  formatShare,
  formatSpan,
  formatWholeSpan,
  formatTerm,
  formatUnitAmount,
} from './numbers.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const seat = { zh: '席', en: 'seat' }

describe('amounts', () => {
  test.each([
    ['49360.00', '¥49,360.00'],
    ['-2000.00', '−¥2,000.00'],
    ['0.05', '¥0.05'],
    ['1234567.80', '¥1,234,567.80'],
  ])('%s reads %s', (amount, shown) => expect(formatAmount(cny(amount))).toBe(shown))

  test.each([
    ['428', '¥428.00'],
    ['428.5', '¥428.50'],
    ['0.018', '¥0.018'],
    ['1234.56780000', '¥1,234.5678'],
    ['0.00000001', '¥0.00000001'],
    ['3.80000000', '¥3.80'],
  ])('the unit price %s reads %s: nothing of it is rounded away', (amount, shown) =>
    expect(formatUnitAmount(cny(amount))).toBe(shown),
  )
})

describe('words for what is counted', () => {
  test('a price says unit and period, in that order', () => {
    expect(formatPer({ unit: seat, period: 'year' }, 'zh-CN')).toBe(' / 席 / 年')
    expect(formatPer({ period: 'month' }, 'en-US')).toBe(' / month')
  })

  test.each([
    [1, 'seat', '1 seat'],
    [1204, 'seat', '1,204 seats'],
    [2, 'box', '2 boxes'],
    [2, 'company', '2 companies'],
    [2, 'salesperson', '2 salespeople'],
    [2, 'GB', '2 GB'],
  ])('English: %i of “%s” is “%s”', (count, en, shown) =>
    expect(formatQuantity(count, { zh: '个', en }, 'en-US')).toBe(shown),
  )

  test('Chinese counts without a plural', () => expect(formatQuantity(120, seat, 'zh-CN')).toBe('120 席'))

  test.each([
    [1, 'month', '1 个月', '1 month'],
    [2, 'year', '2 年', '2 years'],
  ] as const)('a term of %i %s', (count, period, zh, en) => {
    expect(formatTerm(count, period, 'zh-CN')).toBe(zh)
    expect(formatTerm(count, period, 'en-US')).toBe(en)
  })
})

describe('shares and delays', () => {
  test.each([
    [594, 594, '100.0%'],
    [9999, 10_000, '99.9%'],
    [55, 100, '55.0%'],
    [0, 3, '0.0%'],
    [0, 0, '–'],
  ])('%i of %i is %s: nothing is rounded up to all', (part, whole, shown) =>
    expect(formatShare(part, whole)).toBe(shown),
  )

  test.each([
    [7.4, '7 ms'],
    [999, '999 ms'],
    [1840, '1.84 s'],
    [20_000, '20.0 s'],
  ])('%d ms reads %s', (ms, shown) => expect(formatDelay(ms)).toBe(shown))
  test.each([
    [800, '1 秒', '1 s'],
    [40_100, '41 秒', '41 s'],
    [59_500, '1 分钟', '1 min'],
    [3_500_000, '59 分钟', '59 min'],
    [3_590_000, '1 小时', '1 hour'],
    [7_260_000, '3 小时', '3 hours'],
    [169_200_000, '47 小时', '47 hours'],
    [200_000_000, '3 天', '3 days'],
  ])('within %d ms is within %s', (ms, zh, en) => {
    expect(formatSpan(ms, 'zh-CN')).toBe(zh)
    expect(formatSpan(ms, 'en-US')).toBe(en)
  })
  test.each([
    [800, '1 秒', '1 s'],
    [59_900, '59 秒', '59 s'],
    [3_599_000, '59 分钟', '59 min'],
    [7_260_000, '2 小时', '2 hours'],
    [172_700_000, '47 小时', '47 hours'],
    [2_814_000_000, '32 天', '32 days'],
  ])('%d ms that are left are %s', (ms, zh, en) => {
    expect(formatWholeSpan(ms, 'zh-CN')).toBe(zh)
    expect(formatWholeSpan(ms, 'en-US')).toBe(en)
  })
})
