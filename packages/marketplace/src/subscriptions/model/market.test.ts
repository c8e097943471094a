import { describe, expect, test } from 'vitest'
import { shanghai } from './calendar.ts'
import { toFraction } from './fraction.ts'
import * as model from './market.ts'
import { computePeriodCost } from './prices.ts'
import type { ModelHolding, ModelPrice, ModelPrices } from './prices.ts'

const price = (yuan: bigint): ModelPrice => ({ e8: yuan * 100_000_000n, bands: [] })
const prices = (small: bigint, large: bigint): ModelPrices => ({
  pricing: 'linear',
  of: {
    small: { month: price(small), year: price(10n * small) },
    large: { month: price(large), year: price(10n * large) },
  },
})
const tenSeats: ModelHolding = { sku: 'small', quantity: 10, period: 'month' }

/** Ten seats for April, which has thirty days. */
function openTen(at: ModelPrices): model.ModelMarket {
  const market = model.createModel(shanghai, Date.UTC(2026, 2, 31, 16))
  market.shelves.set('shelf', { prices: at, bought: new Map() })
  market.balances.set('buyer', 10_000_000n)
  model.buy(market, 'sub', { buyer: 'buyer', shelf: 'shelf', holds: tenSeats, count: 1 })
  model.open(market, 'sub')
  return market
}

/** What a change costs, in yuan. */
function changeTo(market: model.ModelMarket, to: Pick<ModelHolding, 'sku' | 'quantity'>): number {
  const service = model.getService(market, 'sub')
  const { paid } = service
  model.change(market, 'sub', { ...to, period: 'month' }, { at: market.now, made: true })
  model.settleChange(market, service)
  expect(service.holds).toMatchObject(to)
  expect(model.findFault(market)).toBeUndefined()
  return Number(service.paid - paid) / 100
}

const worked = [
  { what: 'a price that rose', before: 100n, today: 200n, year: false, fees: [2300, 200, 2100], all: 3300 },
  { what: 'a price that fell', before: 200n, today: 100n, year: false, fees: [1300, 100, 1200], all: 3300 },
  { what: 'a year', before: 10n, today: 10n, year: true, fees: [2471.23, 110, 2361.23], all: 3571.23 },
]
describe.each(worked)('R121: another edition with a seat more, after $what', (of) => {
  const openIt = () => {
    const market = openTen(prices(of.before, of.year ? 30n : 300n))
    if (of.year) model.renew(market, 'sub', { ...tenSeats, period: 'year' }, 1)
    model.setPrice(market, 'shelf', { sku: 'small', period: 'month', price: price(of.today) })
    return market
  }

  test('at once', () => {
    const market = openIt()

    expect(changeTo(market, { sku: 'large', quantity: 11 })).toBe(of.fees[0])
    expect(Number(model.getService(market, 'sub').paid) / 100).toBe(of.all)
  })

  test('with the seat first', () => {
    const market = openIt()

    const fees = [{ sku: 'small', quantity: 11 } as const, { sku: 'large', quantity: 11 } as const]
    expect(fees.map((to) => changeTo(market, to))).toEqual(of.fees.slice(1))
    expect(Number(model.getService(market, 'sub').paid) / 100).toBe(of.all)
  })
})

test('R111: a returned renewal gives back what changes were charged for its days', () => {
  const market = openTen(prices(100n, 300n))
  model.renew(market, 'sub', tenSeats, 1)

  const fee = changeTo(market, { sku: 'small', quantity: 12 })

  expect(fee).toBe(400)
  expect(model.computeRenewalAmount(model.getService(market, 'sub'))).toBe(1200_00n)
  model.returnRenewal(market, 'sub')
  expect(model.getService(market, 'sub').paid).toBe(1200_00n)
  expect(model.findFault(market)).toBeUndefined()
})

test.each([
  ['step', 190n],
  ['tier', 160n],
] as const)('R23: eight units with bands of 0.30 up to three and 0.20 above, by %s', (pricing, fen) => {
  const banded: ModelPrice = { e8: 30_000_000n, bands: [{ above: 3, e8: 20_000_000n }] }
  const both = { month: banded, year: banded }

  const cost = computePeriodCost({ pricing, of: { small: both, large: both } }, { ...tenSeats, quantity: 8 })

  expect(cost).toEqual(toFraction(fen))
})
