import { expect, test } from 'vitest'
import { formatSize } from './size.ts'

test.each([
  [0, '1 kB'],
  [1, '1 kB'],
  [208_000, '208 kB'],
  [208_296, '209 kB'],
  [999_000, '999 kB'],
  [999_001, '1 MB'],
  [1_000_001, '1.1 MB'],
  [1_558_059, '1.6 MB'],
  [5_000_000, '5 MB'],
  [5_000_001, '5.1 MB'],
  [500_000_000, '500 MB'],
])('%i bytes are shown as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
