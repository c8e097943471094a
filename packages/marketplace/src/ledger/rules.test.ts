import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createMoney, subtract } from '@loggia/kernel'
import { decidePayment, requireFitChange } from './rules.ts'

const cny = (minor: bigint) => createMoney(minor, 'CNY')

test.each([
  [1n, 'accepted'],
  [1_000_000_000n, 'accepted'],
  [1_000_000_001n, 'ledger.top_up_too_large'],
  [0n, 'ledger.amount_not_positive'],
  [-1n, 'ledger.amount_not_positive'],
])('a top-up of %d fen: %s', (amount, expected) => {
  const topUp = () => requireFitChange({ amount: cny(amount), reason: 'bank transfer' })

  if (expected === 'accepted') expect(topUp).not.toThrow()
  else expect(topUp).toThrow(expect.objectContaining({ code: expected }))
})

test.each(['', '  ', '\n'])('R6, R7: a top-up without a reason (%j) is refused', (reason) => {
  expect(() => requireFitChange({ amount: cny(1n), reason })).toThrow(
    expect.objectContaining({ code: 'ledger.reason_missing' }),
  )
})

test('R8: a payment takes what the balance covers, to the last fen, and never more', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      (balance, amount) => {
        const pay = () => decidePayment(cny(balance), cny(amount))

        if (amount <= balance) expect(pay()).toEqual(subtract(cny(balance), cny(amount)))
        else expect(pay).toThrow(expect.objectContaining({ code: 'ledger.balance_insufficient' }))
      },
    ),
  )
})

test('a refused payment says what is there, what is needed and what is missing', () => {
  expect(() => decidePayment(cny(10_000n), cny(12_345n))).toThrow(
    expect.objectContaining({
      details: { balance: '100.00', amount: '123.45', missing: '23.45', currency: 'CNY' },
    }),
  )
})

test.each([0n, -1n])('a payment of %d fen is none', (amount) => {
  expect(() => decidePayment(cny(100n), cny(amount))).toThrow(
    expect.objectContaining({ code: 'ledger.amount_not_positive' }),
  )
})
