import { expect, test } from 'vitest'
import { isPartyListNarrowed, readBuyersSearch, readSellersSearch } from './party-search.ts'

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

test('an order that is meant anyhow is not in the address, and no order narrows the list', () => {
  expect(readBuyersSearch({ sort: 'newest' })).toEqual({})
  expect(isPartyListNarrowed({ sort: 'name' })).toBe(false)
  expect(isPartyListNarrowed({ text: 'a' })).toBe(true)
})
