import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createAccessKey, toHint, keyBytes } from './access-keys.ts'

const bytes = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes })

test('R253: an access key has 32 characters of A–Z, a–z and 0–9, and its last four are its hint', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const key = createAccessKey(random)

      expect(key).toMatch(/^[A-Za-z0-9]{32}$/)
      expect(key.endsWith(toHint(key))).toBe(true)
      expect(toHint(key)).toHaveLength(4)
    }),
  )
})

test('bytes that differ in one bit make keys that differ', () => {
  fc.assert(
    fc.property(bytes, fc.nat(190), (random, bit) => {
      // Each of the bits 0 to 190 changes the key.
      const other = Uint8Array.from(random)
      const at = other.length - 1 - Math.floor(bit / 8)
      other[at] = (other[at] ?? 0) ^ (1 << (bit % 8))

      expect(createAccessKey(other)).not.toBe(createAccessKey(random))
    }),
  )
})
