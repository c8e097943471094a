import { expect, test } from 'vitest'
import { readLocal, readWhole } from './read-move.ts'

test.each([
  ['', 0],
  [' 30 ', 30],
  ['0', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['1234567', undefined],
])('"%s" is %s', (text, count) => {
  expect(readWhole(text)).toBe(count)
})

test('a moment is read as its calendar shows it, with seconds or without', () => {
  const parts = { year: 2027, month: 1, day: 31, hour: 9, minute: 30, second: 0, ms: 0 }

  expect(readLocal('2027-01-31T09:30')).toEqual(parts)
  expect(readLocal('2027-01-31T09:30:05')).toEqual({ ...parts, second: 5 })
  expect(readLocal('')).toBeUndefined()
  expect(readLocal('31/01/2027')).toBeUndefined()
})
