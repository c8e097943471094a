import { expect, test } from 'vitest'
import { formatChange, toFen } from './change.ts'

test.each([
  [1124, 1000, '+12.4%'],
  [964, 1000, '−3.6%'],
  [0, 7, '−100.0%'],
  [5, 5, '+0.0%'],
  [5, 0, undefined],
])('from %i after %i it is %s', (now, before, change) => {
  expect(formatChange(now, before)).toBe(change)
})

test('an amount is drawn as whole fen', () => {
  expect([
    toFen({ amount: '486320.05', currency: 'CNY' }),
    toFen({ amount: '-0.01', currency: 'CNY' }),
  ]).toEqual([48_632_005, -1])
})
