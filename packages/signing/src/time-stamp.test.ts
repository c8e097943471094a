import { describe, expect, test } from 'vitest'

import { formatTimeStamp, parseTimeStamp } from './time-stamp.ts'

describe('a time stamp', () => {
  test.each([
    [0, '19700101000000000'],
    [1_709_251_199_123, '20240229235959123'],
  ])('of %d ms is %s, and back', (ms, text) => {
    expect(formatTimeStamp(ms)).toBe(text)
    expect(parseTimeStamp(text)).toBe(ms)
  })

  test.each(['20230229000000000', '20240101240000000', '20240101000000', '2024010100000000x', ''])(
    '%j is none',
    (text) => {
      expect(parseTimeStamp(text)).toBeUndefined()
    },
  )
})
