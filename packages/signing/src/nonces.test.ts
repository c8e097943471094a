import fc from 'fast-check'
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

test('a store lets the oldest go and never holds more than twice what it has to', () => {
  const store = createMemoryNonceStore({ nowMs: () => 0, capacity: 2 })
  for (const nonce of ['a', 'b', 'c', 'd', 'e']) store.remember(nonce, 10)

  expect(['e', 'd', 'a'].map((nonce) => store.remember(nonce, 10))).toEqual([false, false, true])
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

const anyStep = fc.record({
  nonce: fc.integer({ min: 0, max: 40 }).map((nth) => `nonce-${nth}`),
  heldMs: fc.integer({ min: 0, max: 60 }),
  passMs: fc.integer({ min: 0, max: 10 }),
})

test('a nonce is refused while its time lasts and fewer newer ones came than the capacity, and only then', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 200 }), fc.integer({ min: 1, max: 12 }), (steps, capacity) => {
      let now = 0
      const store = createMemoryNonceStore({ nowMs: () => now, capacity })
      // Nonces that were accepted as new, newest last.
      const taken: { nonce: string; untilMs: number }[] = []
      for (const { nonce, heldMs, passMs } of steps) {
        now += passMs
        const at = taken.findLastIndex((one) => one.nonce === nonce && one.untilMs >= now)
        const isNew = store.remember(nonce, now + heldMs)
        const newer = taken.length - 1 - at
        if (at < 0) expect(isNew).toBe(true)
        else if (newer < capacity) expect(isNew).toBe(false)
        if (isNew) taken.push({ nonce, untilMs: now + heldMs })
      }
    }),
    { numRuns: 500 },
  )
})

test('all of a hundred thousand nonces that are alike but for a number are held', () => {
  const store = createMemoryNonceStore({ nowMs: () => 0 })
  const all = Array.from(
    { length: 100_000 },
    (_, nth) => `0f8fad5b-d9cb-469f-a165-${String(nth).padStart(12, '0')}`,
  )

  expect(all.every((nonce) => store.remember(nonce, 10))).toBe(true)
  expect(all.some((nonce) => store.remember(nonce, 10))).toBe(false)
})
