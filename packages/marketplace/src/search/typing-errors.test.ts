import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneErrorApart, listDeletions } from './typing-errors.ts'

test.each([
  ['payroll', 'payrol', true],
  ['payroll', 'payrolls', true],
  ['attendance', 'attendence', true],
  ['zhuang', 'zhaung', true],
  ['payroll', 'payroll', false],
  ['subtitles', 'sutbitels', false],
  ['payroll', 'payers', false],
])('%s and %s are one error apart: %s', (one, other, are) => {
  expect(isOneErrorApart(one, other)).toBe(are)
  expect(isOneErrorApart(other, one)).toBe(are)
})

test('words that are one error apart have a deletion in common', () => {
  const word = fc.stringMatching(/^[abc]{2,8}$/)
  fc.assert(
    fc.property(word, word, (one, other) => {
      const others = new Set(listDeletions(other))

      if (isOneErrorApart(one, other)) expect(listDeletions(one).some((rest) => others.has(rest))).toBe(true)
      expect(listDeletions(one).length).toBeLessThanOrEqual(one.length + 1)
    }),
  )
})
