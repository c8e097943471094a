import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { computeAmount, createMoney, toDecimal } from './money.ts'
import { computePrice } from './pricing.ts'
import type { BandedPrice, PricingModel } from './pricing.ts'

const cny = (amountE8: bigint) => ({ amountE8, currency: 'CNY' as const })
const cents = (minor: bigint) => cny(minor * 1_000_000n)
/** The example of R23: up to 3 minutes at 0.30, above at 0.20. */
const minutes = (model: PricingModel): BandedPrice => ({
  model,
  unitPrice: cents(30n),
  bands: [{ above: 3, unitPrice: cents(20n) }],
})
const cost = (price: BandedPrice, quantity: number, periods = 1) =>
  toDecimal(computePrice(price, { quantity, periods }).amount)

describe('R23: up to 3 minutes at 0.30, above at 0.20', () => {
  test.each([
    ['step', 8, '1.90'],
    ['tier', 8, '1.60'],
    // The boundary belongs to the band below.
    ['step', 3, '0.90'],
    ['tier', 3, '0.90'],
    ['step', 4, '1.10'],
    ['tier', 4, '0.80'],
    ['step', 1, '0.30'],
    ['tier', 1, '0.30'],
  ] as const)('%s of %i costs %s', (model, quantity, amount) => {
    expect(cost(minutes(model), quantity)).toBe(amount)
  })

  test('periods multiply the whole', () => {
    expect(cost(minutes('step'), 8, 12)).toBe('22.80')
    expect(cost(minutes('tier'), 8, 12)).toBe('19.20')
  })

  test('the parts tell how it comes about', () => {
    expect(computePrice(minutes('step'), { quantity: 8, periods: 2 }).parts).toEqual([
      { band: { from: 1, to: 3 }, quantity: 3, unitPrice: cents(30n), amountE8: 180_000_000n },
      { band: { from: 4 }, quantity: 5, unitPrice: cents(20n), amountE8: 200_000_000n },
    ])
    expect(computePrice(minutes('tier'), { quantity: 8, periods: 1 }).parts).toEqual([
      { band: { from: 4 }, quantity: 8, unitPrice: cents(20n), amountE8: 160_000_000n },
    ])
    expect(computePrice({ ...minutes('linear'), bands: [] }, { quantity: 8, periods: 1 }).parts).toEqual([
      { quantity: 8, unitPrice: cents(30n), amountE8: 240_000_000n },
    ])
  })
})

test('parts of less than a fen are rounded once, at the end', () => {
  const price: BandedPrice = {
    model: 'step',
    unitPrice: cny(400_000n),
    bands: [{ above: 1, unitPrice: cny(400_000n) }],
  }

  // 0.004 + 0.004 = 0.008: rounding each part would give zero.
  expect(computePrice(price, { quantity: 2, periods: 1 }).amount).toEqual(createMoney(1n, 'CNY'))
})

describe('for any bands', () => {
  const unitPrice = fc.bigInt({ min: 0n, max: 10n ** 14n }).map(cny)
  const aboves = fc
    .uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 })
    .map((list) => list.toSorted((a, b) => a - b))
  const banded = (model: PricingModel) =>
    fc
      .tuple(unitPrice, aboves, fc.array(unitPrice, { minLength: 6, maxLength: 6 }))
      .map(([first, list, prices]): BandedPrice => ({
        model,
        unitPrice: first,
        bands: list.map((above, i) => ({ above, unitPrice: prices[i] ?? first })),
      }))
  const quantity = fc.integer({ min: 1, max: 10_000 })
  const periods = fc.integer({ min: 1, max: 36 })
  const minor = (price: BandedPrice, q: number, p: number) =>
    computePrice(price, { quantity: q, periods: p }).amount.amountMinor

  test('R23: Step never falls with the quantity', () => {
    fc.assert(
      fc.property(
        banded('step'),
        quantity,
        periods,
        (price, q, p) => minor(price, q + 1, p) >= minor(price, q, p),
      ),
    )
  })

  test('R23: Step counts each unit at the price of its own band', () => {
    fc.assert(
      fc.property(banded('step'), fc.integer({ min: 1, max: 300 }), (price, q) => {
        let exact = 0n
        for (let unit = 1; unit <= q; unit += 1)
          exact += (price.bands.findLast(({ above }) => unit > above)?.unitPrice ?? price.unitPrice).amountE8
        const { parts, amount } = computePrice(price, { quantity: q, periods: 1 })
        expect(parts.reduce((sum, part) => sum + part.amountE8, 0n)).toBe(exact)
        expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(q)
        expect(amount).toEqual(computeAmount(cny(exact), 1n, 1n))
      }),
    )
  })

  test('R22, R23: one band is linear, by Step and by Tier', () => {
    fc.assert(
      fc.property(
        unitPrice,
        quantity,
        periods,
        fc.constantFrom('step', 'tier', 'linear'),
        (price, q, p, model) => {
          expect(
            computePrice({ model, unitPrice: price, bands: [] }, { quantity: q, periods: p }).amount,
          ).toEqual(computeAmount(price, BigInt(q), BigInt(p)))
        },
      ),
    )
  })

  test('R23: Tier prices all at the one band that the quantity falls in', () => {
    fc.assert(
      fc.property(banded('tier'), quantity, periods, (price, q, p) => {
        const band = price.bands.findLast(({ above }) => q > above)?.unitPrice ?? price.unitPrice
        const { parts, amount } = computePrice(price, { quantity: q, periods: p })
        expect(parts).toHaveLength(1)
        expect(amount).toEqual(computeAmount(band, BigInt(q), BigInt(p)))
      }),
    )
  })
})
