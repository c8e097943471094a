import { expect, test } from 'vitest'
import type { Found } from '@loggia/protocol/console'
import { formatFoundPath, groupFound, isFindKey } from './found.ts'

const found = (kind: Found['kind'], id: string, exact = false): Found => ({
  kind,
  id,
  name: { zh: '名', en: 'Name' },
  exact,
})

test('results are grouped by kind, and the group with an exact one comes first', () => {
  const items = [found('order', 'ord_1'), found('order', 'ord_2'), found('call', 'cal_1', true)]

  expect(groupFound(items).map(({ kind, items: of }) => [kind, of.length])).toEqual([
    ['call', 1],
    ['order', 2],
  ])
  expect(groupFound([])).toEqual([])
})

test('a result leads to its page in the centre', () => {
  expect(formatFoundPath('operator', found('buyer', 'byr_1'))).toBe('/operator/buyers/byr_1')
  expect(formatFoundPath('buyer', found('service', 'sub_1'))).toBe('/buyer/services/sub_1')
  const request = { kind: 'top_up', id: 'tur_1', code: 'RF18539007547034' } as const
  expect(formatFoundPath('buyer', request)).toBe('/buyer/top-ups/tur_1')
  expect(formatFoundPath('operator', request)).toBe('/operator/top-ups?text=RF18539007547034')
})

test('a slash opens the search outside fields, and Ctrl or ⌘ with K anywhere', () => {
  const key = (name: string, more = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  })

  expect(isFindKey(key('/'), false)).toBe(true)
  expect(isFindKey(key('/'), true)).toBe(false)
  expect(isFindKey(key('k', { metaKey: true }), true)).toBe(true)
  expect(isFindKey(key('K', { ctrlKey: true }), false)).toBe(true)
  expect(isFindKey(key('k'), false)).toBe(false)
  expect(isFindKey(key('/', { ctrlKey: true }), false)).toBe(false)
})
