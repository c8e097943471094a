import { expect, test } from 'vitest'
import { days, hours, minutes, seconds } from '@loggia/kernel'
import { partsOf } from './length.ts'

test.each([
  [0, []],
  [seconds(59), []],
  [minutes(5), [['minutes', 5]]],
  [
    hours(3) + minutes(2),
    [
      ['hours', 3],
      ['minutes', 2],
    ],
  ],
  [
    days(365) + hours(4) + minutes(9),
    [
      ['days', 365],
      ['hours', 4],
    ],
  ],
  [days(2) + minutes(9), [['days', 2]]],
  [-days(1), [['days', 1]]],
])('%i ms', (ms, parts) => {
  expect(partsOf(ms).map(({ unit, count }) => [unit, count])).toEqual(parts)
})
