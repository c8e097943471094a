import { expect, test } from 'vitest'
import { createRandomBytes } from './random.ts'

test('bytes are given out once, whatever lengths are asked for', () => {
  const randomBytes = createRandomBytes()
  const seen = new Set<string>()

  for (let i = 0; i < 5000; i += 1) {
    const bytes = randomBytes(12 + (i % 21))
    expect(bytes).toHaveLength(12 + (i % 21))
    seen.add(Buffer.from(bytes.subarray(0, 12)).toString('hex'))
  }

  expect(seen.size).toBe(5000)
})

test('what was given out stays as it was when the next is asked for', () => {
  const randomBytes = createRandomBytes()
  const first = randomBytes(16)
  const copy = Uint8Array.from(first)

  for (let i = 0; i < 2000; i += 1) randomBytes(16)

  expect(first).toEqual(copy)
  expect(first.some((byte) => byte !== 0)).toBe(true)
})

test('more than is kept in stock is given as well', () => {
  const bytes = createRandomBytes()(100_000)

  expect(bytes).toHaveLength(100_000)
  // Among so many bytes each value occurs.
  expect(new Set(bytes).size).toBe(256)
})
