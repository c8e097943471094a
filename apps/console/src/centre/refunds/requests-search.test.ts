import { expect, test } from 'vitest'
import { findList, readRequestsSearch } from './requests-search.ts'

test('a list of another centre, or none, is the first of the own', () => {
  expect(findList('seller', undefined)).toBe('own')
  expect(findList('seller', 'overdue')).toBe('own')
  expect(findList('operator', 'over')).toBe('over')
  expect(findList('operator', 'own')).toBe('overdue')
})

test('what was written in the address is kept if it is right', () => {
  expect(readRequestsSearch({ list: 'over', q: 2611 })).toEqual({ list: 'over', q: '2611' })
  expect(readRequestsSearch({ list: 'all', q: ' ' })).toEqual({})
})
