import { expect, test } from 'vitest'
import { readMailsSearch } from './mails-search.ts'

test.each([
  [{}, {}],
  [
    { state: 'failed', address: ' lin@example.com ' },
    { state: 'failed', address: 'lin@example.com' },
  ],
  [{ state: 'lost', address: '  ', after: 'mal_1' }, {}],
  [{ address: 163 }, { address: '163' }],
  [{ address: 'a'.repeat(300) }, { address: 'a'.repeat(254) }],
])('emails are narrowed by what an address says: %j', (written, expected) => {
  expect(readMailsSearch(written)).toEqual(expected)
})

test('emails that nobody was to get are not in the list, so it is not narrowed to them', () => {
  expect(readMailsSearch({ state: 'dropped' })).toEqual({})
})
