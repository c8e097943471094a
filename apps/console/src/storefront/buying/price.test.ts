import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPriceItem } from '../example-product.ts'
import {
  computeBalanceAfter,
  listBandRows,
  computeMissing,
  computeQuote,
  findTrial,
  listTerms,
  toUnitPrice,
} from './price.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const sku = (priceItems: ReturnType<typeof createPriceItem>[]) => ({ priceItems })
const both = sku([createPriceItem(1, '45'), createPriceItem(2, '468', { period: 'year', maxPeriods: 3 })])
const termOf = (of: typeof both, key: string) => {
  const found = listTerms(of).find((term) => term.key === key)
  if (!found) throw new Error(`No term ${key}`)
  return found
}

describe('unit prices', () => {
  test.each([
    ['468', 46_800_000_000n],
    ['0.018', 1_800_000n],
    ['0.00000001', 1n],
    ['9999999999.99999999', 999_999_999_999_999_999n],
  ])('%s is %s × 10⁻⁸', (amount, amountE8) =>
    expect(toUnitPrice(cny(amount))).toEqual({ amountE8, currency: 'CNY' }),
  )

  test.each(['', '1.', '-1', '1.123456789', '1e3', '１'])('%j is no unit price', (amount) => {
    expect(() => toUnitPrice(cny(amount))).toThrow(RangeError)
  })
})

describe('terms', () => {
  test('months and years stand by length, within what may be bought at once', () => {
    expect(listTerms(both).map(({ key }) => key)).toEqual([
      'month-1',
      'month-3',
      'month-6',
      'year-1',
      'year-2',
      'year-3',
    ])
    expect(listTerms(sku([createPriceItem(1, '45', { maxPeriods: 3 })])).map(({ key }) => key)).toEqual([
      'month-1',
      'month-3',
    ])
  })

  test('twelve months are offered where nothing is sold by the year', () => {
    expect(listTerms(sku([createPriceItem(1, '45')])).map(({ key }) => key)).toContain('month-12')
    expect(listTerms(both).map(({ key }) => key)).not.toContain('month-12')
  })
})

describe('lines of a price', () => {
  test('a year beside the same time by the month: list price, reduction, total', () => {
    expect(computeQuote(both, termOf(both, 'year-1'), 120)).toEqual({
      monthly: { months: 12, amount: cny('64800.00'), saving: cny('-8640.00') },
      total: cny('56160.00'),
      perUnitMonth: cny('39.00'),
    })
  })

  test('no reduction is claimed where the year costs as much or more', () => {
    const even = sku([createPriceItem(1, '10'), createPriceItem(2, '120', { period: 'year' })])

    expect(computeQuote(even, termOf(even, 'year-1'), 1).monthly).toBeUndefined()
  })

  test('one unit for one month repeats nothing below the total', () => {
    expect(computeQuote(both, termOf(both, 'month-1'), 1)).toEqual({ total: cny('45.00') })
  })

  test('R23: bands are told part by part, and months beside a year are priced by them too', () => {
    const bands = [{ above: 3, unitPrice: cny('0.20') }]
    const minutes = sku([
      createPriceItem(1, '0.30', { bands }),
      createPriceItem(2, '3', { period: 'year', bands: [{ above: 3, unitPrice: cny('2') }] }),
    ])

    expect(computeQuote(minutes, termOf(minutes, 'month-1'), 8, 'step')).toMatchObject({
      total: cny('1.90'),
      parts: [
        { quantity: 3, unitPrice: cny('0.30000000'), amount: cny('0.90000000') },
        { quantity: 5, unitPrice: cny('0.20000000'), amount: cny('1.00000000') },
      ],
    })
    expect(computeQuote(minutes, termOf(minutes, 'month-1'), 8, 'tier').total).toEqual(cny('1.60'))
    expect(computeQuote(minutes, termOf(minutes, 'year-1'), 8, 'step')).toMatchObject({
      total: cny('19.00'),
      monthly: { months: 12, amount: cny('22.80'), saving: cny('-3.80') },
    })
  })

  test('what is bought once has one term, the last, and no price by the month', () => {
    const once = sku([
      createPriceItem(1, '45'),
      createPriceItem(2, '900', { period: 'one_time', maxPeriods: 1 }),
    ])

    expect(listTerms(once).at(-1)?.key).toBe('one_time-1')
    expect(computeQuote(once, termOf(once, 'one_time-1'), 2)).toEqual({ total: cny('1800.00') })
  })

  test('rounding happens once, at the end, half up', () => {
    const tiny = sku([createPriceItem(1, '0.0049')])

    expect(computeQuote(tiny, termOf(tiny, 'month-1'), 1).total).toEqual(cny('0.00'))
    expect(computeQuote(tiny, termOf(tiny, 'month-1'), 1000).total).toEqual(cny('4.90'))
    expect(computeQuote(tiny, termOf(tiny, 'month-3'), 1).total).toEqual(cny('0.01'))
  })

  test('the lines always sum to the total', () => {
    const minor = (amount: string) => BigInt(amount.replace('.', ''))
    const cents = fc
      .integer({ min: 1, max: 10_000_000 })
      .map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)

    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 1_000_000 }), (month, year, quantity) => {
        const priced = sku([
          createPriceItem(1, month),
          createPriceItem(2, year, { period: 'year', maxPeriods: 3 }),
        ])
        for (const term of listTerms(priced)) {
          const { monthly, total } = computeQuote(priced, term, quantity)
          expect(minor(total.amount)).toBe(
            minor(term.item.unitPrice.amount) * BigInt(quantity) * BigInt(term.periods),
          )
          const lines = monthly ? [monthly.amount, monthly.saving] : [total]
          expect(lines.reduce((sum, { amount }) => sum + minor(amount), 0n)).toBe(minor(total.amount))
        }
      }),
    )
  })
})

describe('against the balance', () => {
  test('what is left, or what is missing', () => {
    expect(computeBalanceAfter(cny('86204.37'), cny('56160.00'))).toEqual(cny('30044.37'))
    expect(computeMissing(cny('86204.37'), cny('56160.00'))).toBeUndefined()
    expect(computeMissing(cny('56160.00'), cny('56160.00'))).toBeUndefined()
    expect(computeMissing(cny('1000.00'), cny('56160.01'))).toEqual(cny('55160.01'))
  })

  test('a balance in another currency says nothing about it', () => {
    expect(computeMissing({ amount: '1.00', currency: 'USD' }, cny('2.00'))).toBeUndefined()
  })
})

describe('R22: bands', () => {
  const banded = createPriceItem(1, '100', {
    bands: [
      { above: 10, unitPrice: cny('90') },
      { above: 50, unitPrice: cny('80') },
    ],
  })
  const inForce = (pricing: 'step' | 'tier' | 'linear', quantity?: number) =>
    listBandRows(banded, pricing, quantity).flatMap(({ from, on }) => (on ? [from] : []))

  test('a band begins behind the end of the one below; the last has no end', () => {
    expect(listBandRows(banded, 'tier').map(({ from, to }) => [from, to])).toEqual([
      [1, 10],
      [11, 50],
      [51, undefined],
    ])
    expect(listBandRows(banded, 'linear')).toEqual([])
  })

  test.each([
    [10, [1]],
    [11, [11]],
    [50, [11]],
    [51, [51]],
  ])('by tier %i units are priced by one band', (quantity, from) => {
    expect(inForce('tier', quantity)).toEqual(from)
  })

  test('by step each band that is reached counts', () => {
    expect(inForce('step', 60)).toEqual([1, 11, 51])
    expect(inForce('step', 10)).toEqual([1])
    expect(inForce('step')).toEqual([])
  })

  test('the lines of the quote name their bands', () => {
    const of = { priceItems: [banded] }
    const [term] = listTerms(of)
    if (!term) throw new Error('No term')

    expect(
      computeQuote(of, term, 60, 'step').parts?.map(({ band, quantity }) => [band?.from, quantity]),
    ).toEqual([
      [1, 10],
      [11, 40],
      [51, 10],
    ])
    expect(computeQuote(of, term, 60, 'tier')).toMatchObject({
      parts: [{ band: { from: 51 }, quantity: 60 }],
      total: cny('4800.00'),
    })
  })
})

describe('R27: trials', () => {
  const tried = {
    priceItems: [
      createPriceItem(1, '45', { trialDays: 14 }),
      createPriceItem(2, '468', { period: 'year', trialDays: 30 }),
    ],
  }

  test('the longest is offered, behind what is paid for', () => {
    expect(findTrial(tried)).toMatchObject({ key: 'trial', trialDays: 30 })
    expect(listTerms(tried).map(({ key }) => key)).not.toContain('trial')
    expect(findTrial(both)).toBeUndefined()
  })

  test('costs nothing', () => {
    const trial = findTrial(tried)
    if (!trial) throw new Error('No trial')

    expect(computeQuote(tried, trial, 120)).toEqual({ total: cny('0.00') })
  })
})
