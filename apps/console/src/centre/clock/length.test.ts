import { expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import { splitLength } from './length.ts'

test.each([
  [0, []],
  [fromSeconds(59), []],
  [fromMinutes(5), [['minutes', 5]]],
  [
    fromHours(3) + fromMinutes(2),
    [
      ['hours', 3],
      ['minutes', 2],
    ],
  ],
  [
    fromDays(365) + fromHours(4) + fromMinutes(9),
    [
      ['days', 365],
      ['hours', 4],
    ],
  ],
  [fromDays(2) + fromMinutes(9), [['days', 2]]],
  [-fromDays(1), [['days', 1]]],
])('%i ms', (ms, parts) => {
  expect(splitLength(ms).map(({ unit, count }) => [unit, count])).toEqual(parts)
})
