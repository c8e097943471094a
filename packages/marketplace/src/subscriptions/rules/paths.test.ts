import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { addMs, fromDays, fromHours } from '@loggia/kernel'
import { modelPeriods, modelPricings, modelSkus } from '../model/prices.ts'
import type { ModelHolding, ModelPrice, ModelPrices } from '../model/prices.ts'
import {
  advanceRealSubject,
  catchRefusal,
  changeRealSubject,
  convertRealSubject,
  openRealSubject,
  renewRealSubject,
  startRealSubject,
} from '../model/rig.ts'
import type { RealSubject } from '../model/rig.ts'
import { listUnreturned } from './terms.ts'

const e8 = fc.bigInt({ min: 1_000_000n, max: 10_000_000_000n })
const bands = fc
  .uniqueArray(fc.record({ above: fc.integer({ min: 1, max: 15 }), e8 }), {
    maxLength: 2,
    selector: ({ above }) => above,
  })
  .map((all) => all.toSorted((a, b) => a.above - b.above))
const price: fc.Arbitrary<ModelPrice> = fc.record({ e8, bands })
const both = fc.record({ month: price, year: price })
const prices: fc.Arbitrary<ModelPrices> = fc.record({
  pricing: fc.constantFrom(...modelPricings),
  of: fc.record({ small: both, large: both }),
})

const quantity = fc.integer({ min: 1, max: 20 })
const period = fc.constantFrom(...modelPeriods)
const bought = fc.record({ period, count: fc.integer({ min: 1, max: 2 }) })
const life = fc.record({
  bought: prices,
  today: prices,
  quantity: fc.integer({ min: 1, max: 5 }),
  first: bought,
  renewals: fc.array(bought, { maxLength: 2 }),
  trialDays: fc.option(fc.integer({ min: 3, max: 40 }), { nil: undefined }),
  hoursOn: fc.nat(40 * 24),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** A service with seats of the small sku, some hours later, when the prices have changed. */
function live({ first, renewals, trialDays, hoursOn, ...of }: Life): RealSubject {
  const holds: ModelHolding = { sku: 'small', quantity: of.quantity, period: first.period }
  const asked = { holds, count: first.count, ...(trialDays !== undefined && { trialDays }) }
  const now = Date.UTC(2026, 0, 31, 4)
  const balance = 10n ** 15n
  const rig = startRealSubject({ zone: 'Asia/Shanghai', now, balance, sold: { prices: of.bought } }, asked)
  openRealSubject(rig)
  if (trialDays !== undefined) convertRealSubject(rig, { ...holds, quantity: of.quantity + 1 }, first.count)
  for (const { period: by, count } of renewals) {
    const { quantity: held } = rig.subscription
    renewRealSubject(rig, { ...holds, quantity: held, period: by }, count)
  }
  const { endsAt = rig.now } = rig.subscription
  const until = addMs(rig.now, fromHours(hoursOn))
  advanceRealSubject(rig, until < endsAt ? until : addMs(endsAt, -fromDays(1)))
  rig.sold = { prices: { ...of.today, pricing: of.bought.pricing } }
  return rig
}

type Step = Pick<ModelHolding, 'sku' | 'quantity'>
/** Takes the steps; gives what was paid for those that were not refused, and how many there were. */
function walk(start: RealSubject, steps: readonly Step[]) {
  const rig: RealSubject = { ...start, paid: new Map(start.paid) }
  const asked = steps.map((to) => catchRefusal(() => changeRealSubject(rig, { ...to, period: 'month' })))
  const orders = asked.filter((refusal) => refusal === undefined).length
  const carried = listUnreturned(rig.terms).map((term) => Number(term.carried.amountE8) / 1_000_000)
  const { skuId, quantity: held } = rig.subscription
  return { paid: Number(rig.spent - start.spent), orders, carried, holds: `${skuId} ${held}` }
}

const fen = (a: number, b: number): number => Math.abs(a - b)
function requireSame(start: RealSubject, ways: readonly [readonly Step[], readonly Step[]], to: Step): void {
  const [one, other] = [walk(start, [...ways[0], to]), walk(start, [...ways[1], to])]
  fc.pre(one.holds === `sku_${to.sku} ${to.quantity}` && one.holds === other.holds)
  const orders = one.orders + other.orders
  expect(fen(one.paid, other.paid)).toBeLessThanOrEqual(orders / 2)
  for (const [at, carried] of one.carried.entries())
    expect(fen(carried, other.carried[at] ?? NaN)).toBeLessThanOrEqual(orders)
}

const ofSmall = fc.array(fc.record({ sku: fc.constant('small' as const), quantity }), { maxLength: 4 })
const ofBoth = fc.array(fc.record({ sku: fc.constantFrom(...modelSkus), quantity }), { maxLength: 4 })

test('R122: more units cost the same at one instant in whatever steps they come, but for the rounding of their orders', () => {
  fc.assert(
    fc.property(life, ofSmall, ofSmall, quantity, (of, one, other, to) =>
      requireSame(live(of), [one, other], { sku: 'small', quantity: to }),
    ),
    { numRuns: 700 },
  )
})

test('R121: another edition costs the same at one instant whatever is changed before it, but for the rounding of their orders', () => {
  fc.assert(
    fc.property(life, ofBoth, ofBoth, quantity, (of, one, other, to) =>
      requireSame(live(of), [one, other], { sku: 'large', quantity: to }),
    ),
    { numRuns: 1_200 },
  )
})
