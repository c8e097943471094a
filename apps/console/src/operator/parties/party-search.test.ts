import { expect, test } from 'vitest'
import { changedParties, isNarrowed, readBuyersSearch, readSellersSearch } from './party-search.ts'
import type { BuyersSearch } from './party-search.ts'

test.each([
  [{}, {}],
  [
    { text: ' Cangye ', verification: 'none', state: 'waiting', sort: 'balance' },
    { text: 'Cangye', verification: 'none', state: 'waiting', sort: 'balance' },
  ],
  [{ text: 4711, verification: 'gold', state: '', sort: 'price' }, { text: '4711' }],
  [{ text: '   ' }, {}],
])('buyers are narrowed by what an address says: %j', (written, expected) => {
  expect(readBuyersSearch(written)).toEqual(expected)
})

test('sellers are narrowed by how the calls stand and whether they sell', () => {
  const written = { breaker: 'open', selling: 'no', sort: 'balance' }

  expect(readSellersSearch(written)).toEqual({ breaker: 'open', selling: 'no' })
})

test('the order that is meant anyhow is not said, and narrows nothing', () => {
  const search = changedParties<BuyersSearch>(
    { sort: 'name', text: 'a' },
    { sort: 'newest', text: undefined },
  )

  expect(search).toEqual({})
  expect(isNarrowed({ sort: 'name' })).toBe(false)
  expect(isNarrowed({ text: 'a' })).toBe(true)
})
