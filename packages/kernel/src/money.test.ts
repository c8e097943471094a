import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  add,
  allocate,
  computeAmount,
  divideHalfUp,
  formatMoney,
  fromDecimal,
  isMore,
  createMoney,
  negate,
  subtract,
  sum,
  toDecimal,
  createZero,
} from './money.ts'

const amounts = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const divisors = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).filter((n) => n !== 0n)
const absolute = (n: bigint): bigint => (n < 0n ? -n : n)
const cny = (minor: bigint) => createMoney(minor, 'CNY')

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [5n, -2n, -3n],
  [-5n, -2n, 3n],
  [4n, 3n, 1n],
  [-4n, 3n, -1n],
  [0n, -7n, 0n],
])('%d divided by %d is %d: a half goes away from zero', (dividend, divisor, expected) => {
  expect(divideHalfUp(dividend, divisor)).toBe(expected)
})

test('a quotient is the nearest whole number, and at equal distance the one further from zero', () => {
  fc.assert(
    fc.property(amounts, divisors, (dividend, divisor) => {
      const quotient = divideHalfUp(dividend, divisor)

      // Checked without a division: |quotient × divisor − dividend| is at most half a divisor.
      const error = absolute(quotient * divisor - dividend)
      expect(error * 2n <= absolute(divisor)).toBe(true)
      if (error * 2n === absolute(divisor))
        expect(absolute(quotient * divisor)).toBeGreaterThan(absolute(dividend))
    }),
  )
})

test('a quotient changes its sign with either of its terms', () => {
  fc.assert(
    fc.property(amounts, divisors, (dividend, divisor) => {
      const quotient = divideHalfUp(dividend, divisor)

      expect(divideHalfUp(-dividend, divisor)).toBe(-quotient)
      expect(divideHalfUp(dividend, -divisor)).toBe(-quotient)
    }),
  )
})

test('a division by zero throws', () => {
  expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError)
})

test.each([
  ['26.8', 10n, 12n, '3216.00'],
  ['0.018', 1n, 1n, '0.02'],
  ['0.005', 1n, 1n, '0.01'],
  ['0.00499999', 1n, 1n, '0.00'],
  // If each third of a yuan were rounded, three would come to 0.99.
  ['0.33333333', 3n, 1n, '1.00'],
])('%s for %d over %d periods comes to %s, rounded once at the end', (price, quantity, periods, expected) => {
  const [whole = '0', fraction = ''] = price.split('.')
  const unitPrice = { amountE8: BigInt(whole + fraction.padEnd(8, '0')), currency: 'CNY' as const }

  expect(toDecimal(computeAmount(unitPrice, quantity, periods))).toBe(expected)
})

test('an amount differs from quantity × periods × price by at most half a fen', () => {
  const whole = fc.bigInt({ min: 0n, max: 10n ** 6n })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), whole, whole, (amountE8, quantity, periods) => {
      const amount = computeAmount({ amountE8, currency: 'CNY' }, quantity, periods)

      const error = absolute(amount.amountMinor * 1_000_000n - amountE8 * quantity * periods)
      expect(error * 2n <= 1_000_000n).toBe(true)
    }),
  )
})

const weightLists = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0n))

test('allocating loses nothing, and each share is within one fen of its exact part', () => {
  fc.assert(
    fc.property(amounts, weightLists, (whole, weights) => {
      const total = weights.reduce((a, b) => a + b, 0n)

      const shares = allocate(cny(whole), weights)

      expect(sum(shares, 'CNY')).toEqual(cny(whole))
      for (const [at, share] of shares.entries())
        expect(absolute(share.amountMinor * total - whole * (weights[at] ?? 0n)) < total).toBe(true)
    }),
  )
})

test('a weight of zero gets nothing', () => {
  fc.assert(
    fc.property(amounts, weightLists, (whole, weights) => {
      const shares = allocate(cny(whole), [...weights, 0n])

      expect(shares.at(-1)).toEqual(createZero('CNY'))
    }),
  )
})

test('what rounding leaves goes to the largest remainders, and among equals to the first', () => {
  const shares = allocate(cny(100n), [1n, 1n, 1n])

  expect(shares.map((share) => share.amountMinor)).toEqual([34n, 33n, 33n])
})

test.each([[[]], [[0n, 0n]], [[1n, -1n, 1n]]])('weights %o cannot be allocated by', (weights: bigint[]) => {
  expect(() => allocate(cny(100n), weights)).toThrow(RangeError)
})

const printable = fc.bigInt({ min: -(10n ** 17n - 1n), max: 10n ** 17n - 1n })

test('an amount survives its decimal form', () => {
  fc.assert(
    fc.property(printable, fc.constantFrom('CNY' as const, 'USD' as const), (minor, currency) => {
      const text = toDecimal(createMoney(minor, currency))

      expect(text).toMatch(/^-?\d{1,15}\.\d{2}$/)
      expect(fromDecimal(text, currency)).toEqual(createMoney(minor, currency))
    }),
  )
})

test.each([
  ['49360', 4936000n],
  ['49360.5', 4936050n],
  ['-0.05', -5n],
  ['0.00', 0n],
])('%s is read as %d fen', (text, minor) => {
  expect(fromDecimal(text, 'CNY')).toEqual(cny(minor))
})

test.each(['', '.5', '1.', '1.234', '+1', '1e3', '1,000.00', ' 1', '1\n', '１', '1234567890123456'])(
  '%j is not read as an amount',
  (text) => {
    expect(() => fromDecimal(text, 'CNY')).toThrow(RangeError)
  },
)

test.each([
  [cny(4936000n), '¥49,360.00'],
  [cny(-200000n), '−¥2,000.00'],
  [cny(5n), '¥0.05'],
  [cny(99999n), '¥999.99'],
  [createMoney(100000000n, 'USD'), '$1,000,000.00'],
])('people read %o as %s', (amount, text) => {
  expect(formatMoney(amount)).toBe(text)
})

test('amounts of two currencies are never combined or compared', () => {
  const dollars = createMoney(1n, 'USD')

  for (const combine of [add, subtract, isMore]) expect(() => combine(cny(1n), dollars)).toThrow(RangeError)
  expect(() => sum([cny(1n), dollars], 'CNY')).toThrow(RangeError)
  expect(() => sum([dollars], 'CNY')).toThrow(RangeError)
})

test('subtracting undoes adding, and a negation twice is nothing', () => {
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      expect(subtract(add(cny(a), cny(b)), cny(b))).toEqual(cny(a))
      expect(negate(negate(cny(a)))).toEqual(cny(a))
      expect(isMore(cny(a), cny(b))).toBe(a > b)
    }),
  )
})
