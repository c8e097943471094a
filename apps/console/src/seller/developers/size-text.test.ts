import { expect, test } from 'vitest'
import { formatSize } from './size-text.ts'

test.each([
  [1, '1 kB'],
  [208_296, '208 kB'],
  [999_499, '999 kB'],
  [1_558_059, '1.6 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
