import { expect, test } from 'vitest'
import { findWordsFault, hasWord, readWords } from './words.ts'

test('words are read from lines and from commas of either script, with single spaces', () => {
  expect(readWords(' 客服\n\n客户服务，customer  service、help desk; ticket ')).toEqual([
    '客服',
    '客户服务',
    'customer service',
    'help desk',
    'ticket',
  ])
})

test.each([
  [[], 'few'],
  [['one'], 'few'],
  [['one', 'two'], undefined],
  [Array.from({ length: 31 }, (_, nth) => `word ${nth}`), 'many'],
  [['one', 'o'.repeat(41)], 'long'],
] as const)('of %j the fault is %s', (words, fault) => {
  expect(findWordsFault(words)).toBe(fault)
})

test('a group is found by a part of a word, whatever its case', () => {
  expect(hasWord(['客户管理', 'CRM'], 'cr')).toBe(true)
  expect(hasWord(['客户管理', 'CRM'], '管理')).toBe(true)
  expect(hasWord(['客户管理', 'CRM'], 'erp')).toBe(false)
})
