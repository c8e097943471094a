import { expect, test } from 'vitest'
import { isNarrowed } from '../routing/search.ts'
import { readBalanceSearch } from './balance-search.ts'

test('an address narrows a balance by kind, time and order; what is none of these is left out', () => {
  const asked = {
    kind: 'refund',
    period: 'custom',
    from: '2026-11-01',
    to: '2026-11-31',
    orderNumber: ' CS1 ',
    x: 1,
  }

  expect(readBalanceSearch(asked)).toEqual({
    kind: 'refund',
    period: 'custom',
    from: '2026-11-01',
    orderNumber: 'CS1',
  })
  expect(isNarrowed(readBalanceSearch({ kind: 'gift', period: 'ever' }))).toBe(false)
})
