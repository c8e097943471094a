import { expect, test } from 'vitest'
import { findList, readSupervisionsSearch } from './supervisions-search.ts'

test('a list of another centre, or none, is the first of the own', () => {
  expect(findList('buyer', undefined)).toBe('own')
  expect(findList('buyer', 'appeals')).toBe('own')
  expect(findList('operator', 'over')).toBe('over')
  expect(findList('operator', 'own')).toBe('appeals')
})

test('what was written in the address is kept if it is right', () => {
  expect(readSupervisionsSearch({ list: 'over', q: 2611 })).toEqual({ list: 'over', q: '2611' })
  expect(readSupervisionsSearch({ list: 'all', q: ' ' })).toEqual({})
})
