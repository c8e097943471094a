import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { days, fromIso, instant, zone } from '@loggia/kernel'
import { decideFee, perDayOfOffer, remainingDays } from './pricing.ts'

const shanghai = zone('Asia/Shanghai')
const offer = (yuan: number, period: 'month' | 'year') => ({
  productName: { zh: '商品', en: 'Product' },
  specification: { zh: '标准版', en: 'Standard' },
  skuCode: 's',
  productCode: 'p',
  unitPrice: { amountE8: BigInt(yuan) * 100_000_000n, currency: 'CNY' as const },
  period,
  periodCount: 1,
})
const perDay = (yuan: number, period: 'month' | 'year' = 'month', quantity = 1) =>
  perDayOfOffer(offer(yuan, period), quantity)

describe('R121: new price × remaining days − old price × remaining days', () => {
  test('300 a month to 600 a month with 20 of 30 days left costs 200.00', () => {
    const fee = decideFee(perDay(600), [{ days: 20, oldPerDay: perDay(300) }], 'CNY')

    expect(fee).toMatchObject({
      days: 20,
      amount: { amountMinor: 200_00n },
      newPartE8: 400_00000000n,
      oldPartE8: 200_00000000n,
    })
  })

  test('the worked number of the rule, 180.00, is nine tenths of it: there are no discounts yet', () => {
    const { amount } = decideFee(perDay(600), [{ days: 20, oldPerDay: perDay(300) }], 'CNY')

    expect((amount.amountMinor * 9n) / 10n).toBe(180_00n)
  })

  test('a month counts as 30 days and a year as 365', () => {
    expect(decideFee(perDay(365, 'year'), [{ days: 10, oldPerDay: 0n }], 'CNY').amount.amountMinor).toBe(
      10_00n,
    )
    expect(decideFee(perDay(30), [{ days: 10, oldPerDay: 0n }], 'CNY').amount.amountMinor).toBe(10_00n)
  })

  test('terms bought at different prices each give back their own', () => {
    const fee = decideFee(
      perDay(600),
      [
        { days: 10, oldPerDay: perDay(300) },
        { days: 30, oldPerDay: perDay(450) },
      ],
      'CNY',
    )

    expect(fee.amount.amountMinor).toBe(80000n - 10000n - 45000n)
  })

  test('R56, R120: a target that is cheaper is refused', () => {
    expect(() => decideFee(perDay(200), [{ days: 1, oldPerDay: perDay(300) }], 'CNY')).toThrow(
      /change_inverted/,
    )
  })

  test('it is rounded once, and never by more than half a cent', () => {
    const yuan = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(
        yuan,
        yuan,
        fc.integer({ min: 1, max: 1100 }),
        fc.integer({ min: 1, max: 500 }),
        (a, b, left, seats) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)]
          const oldPerDay = perDay(low, 'month', seats)
          const { amount } = decideFee(perDay(high, 'month', seats), [{ days: left, oldPerDay }], 'CNY')
          const exactMinorTimes30 = BigInt(high - low) * BigInt(seats) * BigInt(left) * 100n
          const off = amount.amountMinor * 30n - exactMinorTimes30
          expect(off <= 15n && off >= -15n).toBe(true)
        },
      ),
    )
  })
})

test('R123: a day that has begun counts whole', () => {
  expect(remainingDays(instant(0), instant(days(20)), shanghai)).toBe(20)
  expect(remainingDays(instant(1), instant(days(20)), shanghai)).toBe(20)
  expect(remainingDays(instant(0), instant(days(20) + 1), shanghai)).toBe(21)
  expect(remainingDays(instant(days(3)), instant(days(2)), shanghai)).toBe(0)
})

test('R123: a day that has 25 hours is one day, and one that has 23 is one too', () => {
  const newYork = zone('America/New_York')
  const [autumn, spring] = [fromIso('2026-10-25T12:00:00Z'), fromIso('2027-03-10T12:00:00Z')]

  expect(remainingDays(autumn, fromIso('2026-11-04T13:00:00Z'), newYork)).toBe(10)
  expect(remainingDays(spring, fromIso('2027-03-20T11:00:00Z'), newYork)).toBe(10)
  expect(remainingDays(spring, fromIso('2027-03-20T11:00:01Z'), newYork)).toBe(11)
})
