import { expect, test } from 'vitest'

import { createMemoryNonceStore } from './nonces.ts'

test('a nonce is new once and held up to and including its time', () => {
  let now = 1000
  const store = createMemoryNonceStore({ nowMs: () => now })

  const first = store.remember('a', 2000)
  now = 2000
  const atItsEnd = store.remember('a', 2000)
  now = 2001
  const after = store.remember('a', 3000)

  expect([first, atItsEnd, after]).toEqual([true, false, true])
})

test('a full store lets the oldest go and keeps the newest', () => {
  const store = createMemoryNonceStore({ nowMs: () => 0, capacity: 2 })
  for (const nonce of ['a', 'b', 'c']) store.remember(nonce, 10)

  expect([store.remember('c', 10), store.remember('b', 10), store.remember('a', 10)]).toEqual([
    false,
    false,
    true,
  ])
})

test('nonces whose time is over make room before any other goes', () => {
  let now = 0
  const store = createMemoryNonceStore({ nowMs: () => now, capacity: 2 })
  store.remember('short', 1)
  store.remember('long', 100)
  now = 50

  store.remember('new', 100)

  expect(store.remember('long', 100)).toBe(false)
})

test('a store that could hold nothing is refused', () => {
  expect(() => createMemoryNonceStore({ nowMs: () => 0, capacity: 0 })).toThrow(RangeError)
})

test('a store that has been full, empty and full again still lets the oldest go', () => {
  let now = 0
  const store = createMemoryNonceStore({ nowMs: () => now, capacity: 2 })
  for (const nonce of ['a', 'b', 'c']) store.remember(nonce, 10)
  now = 11
  for (const nonce of ['d', 'c', 'e']) store.remember(nonce, 20)

  expect(['e', 'c', 'd'].map((nonce) => store.remember(nonce, 20))).toEqual([false, false, true])
})

test('a nonce that is held anew after its time counts as new, and the others go before it', () => {
  let now = 0
  const store = createMemoryNonceStore({ nowMs: () => now, capacity: 3 })
  store.remember('short', 1)
  store.remember('long', 100)
  now = 2
  store.remember('short', 100)
  store.remember('x', 100)
  store.remember('y', 100)

  expect(store.remember('short', 100)).toBe(false)
  expect(store.remember('long', 100)).toBe(true)
})
