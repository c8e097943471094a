import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { addMonths, fromDays, fromIso, toInstant, toZone } from '@loggia/kernel'
import type { Instant, PricingModel } from '@loggia/kernel'
import type { Purchasable } from '../../catalog/index.ts'
import type { Term } from '../schema.ts'
import {
  toCarried,
  decideFee,
  findNextSold,
  priceStretch,
  countRemainingDays,
  listStretches,
} from './pricing.ts'

const shanghai = toZone('Asia/Shanghai')
/** The beginning of a month of thirty days. */
const start = fromIso('2026-11-01T04:00:00Z')
const e8 = (yuan: number): bigint => BigInt(yuan) * 100_000_000n
type Bands = { readonly pricing: PricingModel; readonly above: number; readonly yuan: number }

const sold = (yuan: number, period: 'month' | 'year' = 'month', bands?: Bands): Purchasable => ({
  product: {
    id: 'prd_1',
    sellerId: 'sel_1',
    type: 'saas',
    salesMode: 'general',
    state: 'listed',
    name: { zh: '商品', en: 'Product' },
    category: 'finance',
    hidden: false,
    quantity: {
      name: { zh: '席位', en: 'Seats' },
      unit: { zh: '席', en: 'seat' },
      min: 1,
      max: 1000,
      ...(bands && { pricing: bands.pricing }),
    },
    attributes: [],
    audience: { kind: 'all' },
    buyerData: [],
    buyerParameters: [],
    verification: 'personal',
    afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  },
  specification: { id: 'spc_1', name: { zh: '标准', en: 'Standard' }, hidden: false },
  sku: { id: 'sku_1', code: 's', values: [] },
  priceItem: {
    id: 'pri_1',
    code: 'p',
    period,
    unitPrice: { amountE8: e8(yuan), currency: 'CNY' },
    bands: bands
      ? [{ above: bands.above, unitPrice: { amountE8: e8(bands.yuan), currency: 'CNY' as const } }]
      : [],
    offered: true,
  },
})

/** Consecutive terms, each with what was paid for it in yuan. */
function terms(...of: { readonly period?: 'month' | 'year'; readonly yuan: number }[]): Term[] {
  let from = start
  return of.map(({ period = 'month', yuan }, i) => {
    const endsAt = addMonths(from, period === 'year' ? 12 : 1, shanghai)
    const term: Term = {
      id: `trm_${i + 1}`,
      subscriptionId: 'sub_1',
      orderLineId: `orl_${i + 1}`,
      position: i + 1,
      skuId: 'sku_1',
      priceItemId: 'pri_1',
      quantity: 1,
      period,
      periodCount: 1,
      startsAt: from,
      endsAt,
      carried: toCarried({ amountMinor: BigInt(yuan) * 100n, currency: 'CNY' }, from, period),
    }
    from = endsAt
    return term
  })
}

/** An upgrade: the target's price less what was paid. */
function upgrade(
  held: readonly Term[],
  to: Purchasable,
  of: { quantity?: number; now?: Instant; discountE4?: number },
) {
  const { quantity = 1, now = start, discountE4 } = of
  const counted = listStretches(held, now, shanghai).map((one) => ({
    ...one,
    newE8: priceStretch(one, { purchasable: to, quantity, discountE4 }, shanghai),
    pricedBy: to.priceItem.period,
  }))
  return decideFee(counted, now, 'CNY')
}
/** A scale-out: both quantities at the same price. */
function scaleOut(
  held: readonly Term[],
  soldBy: { month: Purchasable; year?: Purchasable },
  from: number,
  to: number,
) {
  const counted = listStretches(held, start, shanghai).map((one) => {
    const { pricedBy } = one.term.carried
    const purchasable = (pricedBy === 'year' && soldBy.year) || soldBy.month
    const at = (quantity: number) => priceStretch(one, { purchasable, quantity }, shanghai)
    return { ...one, newE8: at(to), oldE8: at(from), pricedBy }
  })
  return decideFee(counted, start, 'CNY')
}
const after = (held: readonly Term[], fee: ReturnType<typeof decideFee>, since: Instant = start): Term[] =>
  held.map((term) => {
    const now = fee.carried.find(({ termId }) => termId === term.id)
    return now ? { ...term, carried: { amountE8: now.amountE8, pricedBy: now.pricedBy, since } } : term
  })
const fen = ({ amount }: ReturnType<typeof decideFee>): bigint => amount.amountMinor

describe('R121: the target’s price for the days that are left, less what was paid for them', () => {
  const tenDaysOn = toInstant(start + fromDays(10))

  test('300 a month to 600 a month with 20 of 30 days left, both at nine tenths, costs 180.00', () => {
    const fee = upgrade(terms({ yuan: 270 }), sold(600), { now: tenDaysOn, discountE4: 9_000 })

    expect(fee).toMatchObject({
      days: 20,
      amount: { amountMinor: 180_00n },
      newPartE8: e8(360),
      oldPartE8: e8(180),
    })
  })

  test('without a discount it is 200.00', () => {
    expect(fen(upgrade(terms({ yuan: 300 }), sold(600), { now: tenDaysOn }))).toBe(200_00n)
  })

  test('a term that runs on the price’s period costs its own days: a whole month left of 31 days costs a month', () => {
    const january = fromIso('2027-01-05T04:00:00Z')
    const [term] = terms({ yuan: 300 }) as [Term]
    const month: Term = { ...term, startsAt: january, endsAt: addMonths(january, 1, shanghai) }
    const held = [{ ...month, carried: { ...term.carried, since: january } }]

    expect(upgrade(held, sold(600), { now: january })).toMatchObject({
      days: 31,
      amount: { amountMinor: 300_00n },
    })
  })

  test('of other terms a month counts as 30 days and a year as 365', () => {
    const [year] = listStretches(terms({ period: 'year', yuan: 0 }), start, shanghai)
    const [month] = listStretches(terms({ yuan: 0 }), start, shanghai)
    if (!year || !month) throw new Error('There are no days')

    expect(priceStretch(year, { purchasable: sold(30), quantity: 1 }, shanghai)).toBe(e8(365))
    expect(priceStretch(month, { purchasable: sold(365, 'year'), quantity: 1 }, shanghai)).toBe(e8(30))
  })

  test('R56, R120: a target that is cheaper is refused', () => {
    expect(() => upgrade(terms({ yuan: 300 }), sold(200), {})).toThrow(/change_inverted/)
  })
})

describe('R121: one seat first or straight to the other edition comes to the same', () => {
  test.each([
    ['the price has risen from 100 to 200', 1_000, 200, 200_00n, 2_300_00n, 2_100_00n],
    ['the price has fallen from 200 to 100', 2_000, 100, 100_00n, 1_300_00n, 1_200_00n],
  ])('%s', (_, paid, today, seat, straight, afterSeat) => {
    const held = terms({ yuan: paid })

    const first = scaleOut(held, { month: sold(today) }, 10, 11)

    expect([fen(first), fen(upgrade(held, sold(300), { quantity: 11 }))]).toEqual([seat, straight])
    expect(fen(upgrade(after(held, first), sold(300), { quantity: 11 }))).toBe(afterSeat)
  })

  test('a month at 10 and a year at 100, which is ten months: 3,571.23 in all', () => {
    const held = terms({ yuan: 100 }, { period: 'year', yuan: 1_000 })

    const first = scaleOut(held, { month: sold(10), year: sold(100, 'year') }, 10, 11)

    expect(fen(first)).toBe(110_00n)
    expect(fen(upgrade(held, sold(300, 'year'), { quantity: 11 }))).toBe(2_471_23n)
    expect(fen(upgrade(after(held, first), sold(300, 'year'), { quantity: 11 }))).toBe(2_361_23n)
  })
})

test('R121: what is credited and what is still held are together what was paid, whatever the days and the prices', () => {
  const yuan = fc.integer({ min: 1, max: 5_000 })
  fc.assert(
    fc.property(
      fc.array(yuan, { minLength: 1, maxLength: 4 }),
      yuan,
      fc.nat(29 * 24),
      (paid, price, hours) => {
        const held = terms(...paid.map((one) => ({ yuan: one })))
        const now = toInstant(start + hours * 3_600_000)
        const carried = listStretches(held, now, shanghai).reduce((sum, one) => sum + one.carriedE8, 0n)
        const fee = upgrade(held, sold(price + 5_000), { now })

        const left = fee.carried.reduce((sum, one) => sum + one.amountE8, 0n)

        expect(left).toBe(carried + fen(fee) * 1_000_000n)
        for (const { termId, amountE8 } of fee.carried) {
          expect(amountE8 >= 0n).toBe(true)
          if (termId !== 'trm_1') expect(amountE8 % 1_000_000n).toBe(0n)
        }
      },
    ),
  )
})

describe('R122: where a larger quantity is cheaper, the next that costs no less is named', () => {
  const tier = sold(10, 'month', { pricing: 'tier', above: 49, yuan: 9 })
  const [month] = listStretches(terms({ yuan: 490 }), start, shanghai)
  if (!month) throw new Error('There are no days')
  const sumOf = (quantity: number) => priceStretch(month, { purchasable: tier, quantity }, shanghai)

  test('49 seats at 10 are 490.00; of seats at 9 it takes 55', () => {
    expect(() => scaleOut(terms({ yuan: 490 }), { month: tier }, 49, 50)).toThrow(/change_inverted/)
    expect(findNextSold(sumOf, { above: 50, covers: sumOf(49), bounds: [49] })).toBe(55)
    expect(fen(scaleOut(terms({ yuan: 490 }), { month: tier }, 49, 55))).toBe(5_00n)
  })

  test('it is the first one that a search from below finds', () => {
    const whole = (max: number) => fc.integer({ min: 1, max })
    fc.assert(
      fc.property(
        whole(60),
        whole(60),
        whole(30),
        whole(30),
        whole(40),
        (held, above, first, second, end) => {
          const price = (quantity: number) => BigInt(quantity * (quantity > end ? second : first))
          let expected = above + 1
          while (price(expected) < price(held)) expected += 1

          expect(findNextSold(price, { above, covers: price(held), bounds: [end] })).toBe(expected)
        },
      ),
    )
  })
})

test('R123: a day that has begun counts whole', () => {
  expect(countRemainingDays(toInstant(0), toInstant(fromDays(20)), shanghai)).toBe(20)
  expect(countRemainingDays(toInstant(1), toInstant(fromDays(20)), shanghai)).toBe(20)
  expect(countRemainingDays(toInstant(0), toInstant(fromDays(20) + 1), shanghai)).toBe(21)
  expect(countRemainingDays(toInstant(fromDays(3)), toInstant(fromDays(2)), shanghai)).toBe(0)
})

test('R123: a day that has 25 hours is one day, and one that has 23 is one too', () => {
  const newYork = toZone('America/New_York')
  const [autumn, spring] = [fromIso('2026-10-25T12:00:00Z'), fromIso('2027-03-10T12:00:00Z')]

  expect(countRemainingDays(autumn, fromIso('2026-11-04T13:00:00Z'), newYork)).toBe(10)
  expect(countRemainingDays(spring, fromIso('2027-03-20T11:00:00Z'), newYork)).toBe(10)
  expect(countRemainingDays(spring, fromIso('2027-03-20T11:00:01Z'), newYork)).toBe(11)
})

test('R123: the days of a term begin at its hour, also where the clock of its last day leaves that hour out', () => {
  const [only] = terms({ yuan: 28 })
  if (!only) throw new Error('There is no term')
  // From 03:00 to 03:00 in New York; on the last day the clock jumps from 02:00 to 03:00.
  const [startsAt, endsAt] = [fromIso('2027-02-14T08:00:00Z'), fromIso('2027-03-14T07:00:00Z')]
  const held = [{ ...only, startsAt, endsAt, carried: { ...only.carried, since: startsAt } }]
  const daysAt = (iso: string) => listStretches(held, fromIso(iso), toZone('America/New_York'))[0]?.days

  expect(daysAt('2027-02-14T08:00:00.000Z')).toBe(28)
  expect(daysAt('2027-03-11T07:59:59.999Z')).toBe(4)
  expect(daysAt('2027-03-11T08:00:00.000Z')).toBe(3)
  expect(daysAt('2027-03-14T06:59:59.999Z')).toBe(1)
})

test('R123: what is left of the terms sums to the days until the end, a day that has begun counting whole', () => {
  const held = terms({ yuan: 1 }, { yuan: 1 }, { yuan: 1 })
  const end = held.at(-1)?.endsAt as Instant
  fc.assert(
    fc.property(fc.integer({ min: start, max: end - 1 }), (ms) => {
      const left = listStretches(held, toInstant(ms), shanghai)
      expect(left.reduce((sum, one) => sum + one.days, 0)).toBe(Math.ceil((end - ms) / fromDays(1)))
      expect(left.every((one) => one.days > 0)).toBe(true)
    }),
  )
})
