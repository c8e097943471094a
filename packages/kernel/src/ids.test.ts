import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createIds, isId } from './ids.ts'

const constant = (nowMs: number, byte: number) =>
  createIds({ nowMs: () => nowMs, randomBytes: (length) => new Uint8Array(length).fill(byte) })

test('an id is its prefix and 26 characters of time and chance', () => {
  expect(constant(0, 0).next('ord')).toBe(`ord_${'0'.repeat(26)}`)
  expect(constant(0, 2).next('ord')).toMatch(/^ord_0{10}[0-9a-hjkmnp-tv-z]{16}$/)
  expect(constant(2 ** 48 - 1, 0).next('ord')).toBe(`ord_7zzzzzzzzz${'0'.repeat(16)}`)
})

test('ids sort in the order in which they were made, also within one millisecond and when time stands back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 2, maxLength: 50 }), (times) => {
      let at = 0
      const ids = createIds({
        nowMs: () => times[at++] ?? 0,
        randomBytes: (length) => new Uint8Array(length).fill(at * 37),
      })

      const made = times.map(() => ids.next('ord'))

      expect([...made].sort()).toEqual(made)
      expect(new Set(made).size).toBe(made.length)
    }),
  )
})

test('the largest chance leaves room to count on within its millisecond', () => {
  const ids = constant(1, 255)

  const [first, second] = [ids.next('ord'), ids.next('ord')]

  expect(second > first).toBe(true)
  expect(isId(second, 'ord')).toBe(true)
})

test('an id is told from one of another kind and from other texts', () => {
  const id = constant(1_700_000_000_000, 77).next('sub')

  expect(isId(id, 'sub')).toBe(true)
  expect(isId(id, 'ord')).toBe(false)
  for (const text of [
    '',
    'sub_',
    id.slice(0, -1),
    `${id}0`,
    id.toUpperCase(),
    id.replace(/.$/, 'i'),
    `${id}\n`,
  ])
    expect(isId(text, 'sub')).toBe(false)
})
