import fc from 'fast-check'
import { expect, test } from 'vitest'
import { productTypes } from '@loggia/kernel'
import { decideState, requireAllOwned } from './rules.ts'
import { deliveryTransitions } from './schema.ts'
import type { DeliveryAction, DeliveryState, Fulfillers } from './schema.ts'

const actions = ['accept', 'fail'] as const satisfies readonly DeliveryAction[]

test('whatever is done to a delivery: it is accepted or fails once, and what is over stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 20 }), (done) => {
      let state: DeliveryState = 'started'
      const were: DeliveryState[] = [state]
      for (const action of done) {
        const before: DeliveryState = state
        try {
          state = decideState({ id: 'dlv_1', state }, action)
        } catch {
          expect(action in deliveryTransitions[before]).toBe(false)
        }
        const isOver = before === 'accepted' || before === 'failed'
        if (isOver) expect(state).toBe(before)
        if (state !== before) were.push(state)
      }
      expect(were.filter((one) => one === 'accepted' || one === 'failed').length).toBeLessThanOrEqual(1)
    }),
  )
})

test('a product type that nobody delivers does not let the market start', () => {
  const owners = Object.fromEntries(productTypes.map((type) => [type, {}])) as unknown as Fulfillers

  expect(requireAllOwned(owners)).toBe(owners)
  for (const type of productTypes) {
    const { [type]: _missing, ...others } = owners
    expect(() => requireAllOwned(others)).toThrow(`No domain delivers ${type}`)
  }
})
