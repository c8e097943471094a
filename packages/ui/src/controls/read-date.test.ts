import { expect, test } from 'vitest'
import { readDate } from './read-date.ts'

test.each([
  ['2026-03-02', '2026-03-02'],
  [' 2026-3-2 ', '2026-03-02'],
  ['2026/03/02', '2026-03-02'],
  ['2026.3.2', '2026-03-02'],
  ['20260302', '2026-03-02'],
  ['2026年3月2日', '2026-03-02'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['03/02/2026', undefined],
  ['2026-03', undefined],
  ['2026-03-02 08:30', undefined],
  ['', undefined],
])('as a day %s is %s', (typed, date) => {
  expect(readDate(typed, 'day')).toBe(date)
})

test.each([
  ['2026-03-02 8:30', '2026-03-02 08:30'],
  ['2026-03-02T08:30', '2026-03-02 08:30'],
  ['2026-03-02 24:10', undefined],
  ['2026-03-02 08:60', undefined],
  ['2026-03-02', undefined],
])('with a time of day %s is %s', (typed, date) => {
  expect(readDate(typed, 'minute')).toBe(date)
})
