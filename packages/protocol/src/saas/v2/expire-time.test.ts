import fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatExpireTime, parseExpireTime } from './expire-time.ts'

test.each([
  [0, '19700101000000000'],
  [1_767_225_600_000, '20260101000000000'],
  [1_669_257_378_256, '20221124023618256'],
  [253_402_300_799_999, '99991231235959999'],
])('%i is written as %s and read back', (ms, digits) => {
  expect(formatExpireTime(ms)).toBe(digits)
  expect(parseExpireTime(digits)).toBe(ms)
})

test('fourteen digits are read as whole seconds', () => {
  expect(parseExpireTime('20221124023618')).toBe(1_669_257_378_000)
})

test.each([
  '',
  '2022112402361',
  '202211240236182',
  '2022112402361825',
  '202211240236182560',
  '20260230000000000',
  '20250229000000',
  '20261301000000000',
  '20260101240000000',
  '20260101006000000',
  '20260101000060000',
  '2026010100000a000',
  '2026-01-01T00:00:00Z',
  ' 20260101000000',
])('“%s” is no time', (text) => {
  expect(parseExpireTime(text)).toBeUndefined()
})

test('29 February exists in a leap year', () => {
  expect(parseExpireTime('20280229000000')).toBe(1_835_395_200_000)
})

test.each([253_402_300_800_000, -62_167_219_200_001, Number.NaN])('%d cannot be written', (ms) => {
  expect(() => formatExpireTime(ms)).toThrow(RangeError)
})

test('any time of these eight thousand years is read back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (ms) => {
      expect(parseExpireTime(formatExpireTime(ms))).toBe(ms)
    }),
  )
})
