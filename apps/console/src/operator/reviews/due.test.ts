import { addMs, fromDays, fromHours, toInstant } from '@loggia/kernel'
import { expect, test } from 'vitest'
import { computeDue } from './due.ts'

const due = toInstant(1_800_000_000_000)

test.each([
  ['two days and a half before', -fromDays(2) - fromHours(12), { isLate: false, days: 2, hours: 12 }],
  ['at that very moment', 0, { isLate: false, days: 0, hours: 0 }],
  ['a moment later', 1, { isLate: true, days: 0, hours: 0 }],
  ['five hours later', fromHours(5), { isLate: true, days: 0, hours: 5 }],
] as const)('R45: %s', (_, after, told) => {
  expect(computeDue(due, addMs(due, after))).toEqual(told)
})
