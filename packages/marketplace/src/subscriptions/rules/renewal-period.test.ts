import { expect, test } from 'vitest'
import { decideRenewalPeriod } from './renewal-period.ts'

test.each([
  ['year', ['month', 'year'], 'year'],
  ['month', ['month', 'year'], 'month'],
  ['year', ['month'], 'month'],
  ['month', ['year'], 'year'],
  ['year', [], undefined],
] as const)('R110: chosen %s, of %j on sale: %s', (chosen, sold, period) => {
  expect(decideRenewalPeriod(chosen, sold)).toBe(period)
})
