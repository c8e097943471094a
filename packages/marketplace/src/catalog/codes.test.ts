import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createPriceItemCode, createSkuCode } from './codes.ts'

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })

test('a skuCode is a random UUID in lower case', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(createSkuCode(random)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }),
  )
})

test('the code of a price item is OFFI and 18 digits, those at the front zero or not', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(createPriceItemCode(random)).toMatch(/^OFFI\d{18}$/)
    }),
  )
  expect(createPriceItemCode(new Uint8Array(16))).toBe(`OFFI${'0'.repeat(18)}`)
})

test('other bytes make other codes', () => {
  const [a, b] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)]

  expect(createSkuCode(a)).not.toBe(createSkuCode(b))
  expect(createPriceItemCode(a)).not.toBe(createPriceItemCode(b))
})
