import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createMoney, toDecimal } from '@loggia/kernel'
import type { Ask, Period, Purchasable, Quantity } from '../schema.ts'
import {
  createBand,
  createDraft,
  createOnlySku,
  createPrice,
  createPurchasable,
  catchRefusal,
  seats,
  createSpecification,
} from './examples.ts'
import { requireFitDraft } from './fit-draft.ts'
import { getMaxPeriods, previewPrice, computeQuote } from './quote.ts'

const cost = (given: Purchasable, ask: Ask) => computeQuote(given, ask).amount

describe('R22: a purchase', () => {
  test.each([
    ['a month for one', {}, 1, 1, '26.80'],
    ['a year for ten seats', { quantity: seats }, 10, 12, '3216.00'],
    ['rounded up at half a fen', { amountE8: 500_000n }, 1, 1, '0.01'],
    ['rounded once, at the end', { amountE8: 33_333_333n, quantity: { ...seats, min: 1 } }, 3, 1, '1.00'],
  ])('of %s costs quantity × periods × unit price', (_what, of, quantity, periodCount, expected) => {
    expect(toDecimal(cost(createPurchasable(of), { quantity, periodCount }))).toBe(expected)
  })

  test.each(['draft', 'in_review', 'rejected', 'suspended', 'delisted'] as const)(
    'of a product that is %s is refused',
    (state) => {
      expect(catchRefusal(() => cost(createPurchasable({ state }), { quantity: 1, periodCount: 1 }))).toBe(
        'catalog.not_on_sale',
      )
    },
  )

  test.each([
    [5, 'accepted'],
    [200, 'accepted'],
    [4, 'catalog.quantity_out_of_range'],
    [201, 'catalog.quantity_out_of_range'],
    [5.5, 'catalog.quantity_out_of_range'],
    [-5, 'catalog.quantity_out_of_range'],
    [Number.NaN, 'catalog.quantity_out_of_range'],
  ])('of %d out of 5 to 200 seats: %s', (quantity, code) => {
    expect(
      catchRefusal(() => cost(createPurchasable({ quantity: seats }), { quantity, periodCount: 1 })),
    ).toBe(code)
  })

  test.each([
    [1, 'accepted'],
    [2, 'catalog.quantity_not_offered'],
    [0, 'catalog.quantity_not_offered'],
  ])('of %d of a product that is not sold by quantity: %s', (quantity, code) => {
    expect(catchRefusal(() => cost(createPurchasable(), { quantity, periodCount: 1 }))).toBe(code)
  })

  test.each([
    ['month', 36, 'accepted'],
    ['month', 37, 'catalog.term_out_of_range'],
    ['year', 5, 'accepted'],
    ['year', 6, 'catalog.term_out_of_range'],
    ['month', 0, 'catalog.term_out_of_range'],
    ['month', 1.5, 'catalog.term_out_of_range'],
  ] as const)('by the %s for %d periods: %s', (period, periodCount, code) => {
    expect(catchRefusal(() => cost(createPurchasable({ period }), { quantity: 1, periodCount }))).toBe(code)
  })

  test('of whatever a fit draft offers costs at least a fen and less than 10¹² of its currency', () => {
    const ranges = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }))
    fc.assert(
      fc.property(
        ranges,
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.constantFrom<Period>('month', 'year', 'one_time'),
        fc.boolean(),
        (range, amountE8, period, most) => {
          const quantity = { ...seats, min: Math.min(...range), max: Math.max(...range) }
          const given = createDraft({
            quantity,
            specifications: [{ ...createSpecification(), ...createOnlySku(createPrice(period, amountE8)) }],
          })
          fc.pre(catchRefusal(() => requireFitDraft(given)) === 'accepted')
          const ask = most
            ? { quantity: quantity.max, periodCount: getMaxPeriods(period) }
            : { quantity: quantity.min, periodCount: 1 }

          const amount = cost(createPurchasable({ quantity, period, amountE8 }), ask)

          expect(amount.amountMinor).toBeGreaterThanOrEqual(1n)
          expect(amount.amountMinor).toBeLessThan(createMoney(10n ** 14n, 'CNY').amountMinor)
        },
      ),
    )
  })
})

describe('what is hidden, delisted or not offered', () => {
  test('R52: what is hidden can be bought', () => {
    const hidden = createPurchasable({ state: 'hidden', specification: { hidden: true } })

    expect(catchRefusal(() => computeQuote(hidden, { quantity: 1, periodCount: 1 }))).toBe('accepted')
  })

  test.each([
    ['R50: a delisted specification', createPurchasable({ specification: { delistedAt: 1 as never } })],
    ['R20: a combination that is not offered', createPurchasable({ priceItem: { offered: false } })],
  ])('%s cannot', (_what, given) => {
    expect(catchRefusal(() => computeQuote(given, { quantity: 1, periodCount: 1 }))).toBe(
      'catalog.not_on_sale',
    )
  })
})

describe('R23: a purchase by bands', () => {
  const minutes: Quantity = { ...seats, min: 1, max: 100 }
  const banded = (pricing: 'step' | 'tier') =>
    createPurchasable({
      quantity: { ...minutes, pricing },
      amountE8: 30_000_000n,
      priceItem: { bands: [createBand(3, 20_000_000n)] },
    })

  test.each([
    ['step', 8, 1, '1.90'],
    ['tier', 8, 1, '1.60'],
    ['step', 8, 12, '22.80'],
    ['tier', 3, 1, '0.90'],
  ] as const)('by %s of %i for %i months costs %s', (pricing, quantity, periodCount, expected) => {
    expect(toDecimal(cost(banded(pricing), { quantity, periodCount }))).toBe(expected)
  })
})

describe('R27: a trial', () => {
  const tried = createPurchasable({ quantity: seats, priceItem: { trialDays: 14 } })

  test('costs nothing, and still is of a quantity that is offered', () => {
    expect(toDecimal(cost(tried, { quantity: 10, periodCount: 1, trial: true }))).toBe('0.00')
    expect(catchRefusal(() => computeQuote(tried, { quantity: 1, periodCount: 1, trial: true }))).toBe(
      'catalog.quantity_out_of_range',
    )
  })

  test('is refused where there is none, and is had once', () => {
    expect(
      catchRefusal(() => computeQuote(createPurchasable(), { quantity: 1, periodCount: 1, trial: true })),
    ).toBe('catalog.trial_not_offered')
    expect(catchRefusal(() => computeQuote(tried, { quantity: 10, periodCount: 2, trial: true }))).toBe(
      'catalog.term_out_of_range',
    )
  })
})

test('R29: at most so many units of a specification at once', () => {
  const limited = createPurchasable({ quantity: seats, specification: { maxQuantity: 20 } })

  expect(catchRefusal(() => computeQuote(limited, { quantity: 20, periodCount: 1 }))).toBe('accepted')
  expect(catchRefusal(() => computeQuote(limited, { quantity: 21, periodCount: 1 }))).toBe(
    'catalog.quantity_limit_exceeded',
  )
})

test.each([
  [9_999_999_999n, 100, 1, 'accepted'],
  [9_999_999_999n, 101, 1, 'catalog.amount_too_high'],
  [9_999_999_999n, 1_000_000, 36, 'catalog.amount_too_high'],
])('a preview of %s × %d × %d: %s', (yuan, quantity, periods, code) => {
  const price = {
    model: 'linear' as const,
    unitPrice: { amountE8: yuan * 100_000_000n, currency: 'CNY' as const },
    bands: [],
  }

  expect(catchRefusal(() => previewPrice(price, { quantity, periods }))).toBe(code)
})
