import { createMoney } from '@loggia/kernel'
import { describe, expect, test } from 'vitest'
import { readAmount } from './amount.ts'

describe('amounts as people write them', () => {
  test.each([
    ['1000', 100_000n],
    ['1,000.5', 100_050n],
    [' 12 345.67 ', 1_234_567n],
    ['0.01', 1n],
  ])('%j is read exactly', (text, amountMinor) => {
    expect(readAmount(text, 'CNY')).toEqual(createMoney(amountMinor, 'CNY'))
  })

  test.each(['', '0', '0.00', '-5', '1.234', '1e5', '¥5', '1234567890123'])('%j is refused', (text) => {
    expect(readAmount(text, 'CNY')).toBeUndefined()
  })
})
