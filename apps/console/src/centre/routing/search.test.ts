import { expect, test } from 'vitest'
import { readOrdersSearch } from '../orders/orders-search.ts'
import { createServerRouter } from '../router.ts'
import {
  changeSearch,
  defineSearch,
  isNarrowed,
  toChoice,
  toId,
  toMatching,
  toOrdinal,
  toText,
} from './search.ts'

const readSearch = defineSearch({
  state: toChoice(['open', 'closed']),
  q: toText(5),
  kind: toMatching(/^[a-z]+$/),
  buyer: toId('byr'),
  page: toOrdinal,
})
const buyer = `byr_${'0'.repeat(26)}`

test('each parameter is read by its own form', () => {
  const written = { state: 'open', q: ' a b ', kind: 'order', buyer, page: 2 }

  expect(readSearch(written)).toEqual({ ...written, q: 'a b' })
})

test.each([
  { state: 'ajar' },
  { q: '  ' },
  { q: ['a'] },
  { kind: 'Order!' },
  { buyer: 'byr_1' },
  { buyer: buyer.replace('byr', 'sel') },
  { page: 0 },
  { page: 1.5 },
  { page: '2' },
  { other: 1 },
])('%j says nothing', (written) => {
  expect(readSearch(written)).toEqual({})
})

test('a text is cut at its length, and what looks like a number is a text too', () => {
  expect(readSearch({ q: 'abcdefg' })).toEqual({ q: 'abcde' })
  expect(readSearch({ q: 4711 })).toEqual({ q: '4711' })
})

test('a change keeps the rest, and undefined takes one out', () => {
  const search = readSearch({ state: 'open', q: 'a' })

  expect(changeSearch(search, { state: undefined, kind: 'order' })).toEqual({ q: 'a', kind: 'order' })
  expect(isNarrowed(search)).toBe(true)
  expect(isNarrowed(changeSearch(search, { state: undefined, q: undefined }))).toBe(false)
})

test('the router of the centres drops what a page cannot read, so that no list is asked for it', async () => {
  const router = createServerRouter('/seller/orders?state=bogus&text=docs')
  const matches = router.matchRoutes(router.latestLocation)
  const search = matches.at(-1)?.search

  expect(search).toEqual({ text: 'docs' })
  expect(isNarrowed(readOrdersSearch({ state: 'bogus' }))).toBe(false)
})
