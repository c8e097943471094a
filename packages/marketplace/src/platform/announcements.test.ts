import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostBytes, mostSubjects, readPayload, writePayloads } from './announcements.ts'

const orders = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `ord_${String(n).padStart(26, '0')}`)
const heard = (subjects: readonly string[], by = 'b') =>
  writePayloads('a', subjects).map((payload) => readPayload(by, payload))

test('a node hears the subjects that another one told of', () => {
  expect(heard(['calls', 'ord_1'])).toEqual([['calls', 'ord_1']])
})

test('a node does not hear itself', () => {
  expect(heard(['calls'], 'a')).toEqual([undefined])
})

test('many subjects go out in as few messages as their size allows', () => {
  expect(heard(orders(240))).toHaveLength(1)
  expect(heard(orders(260))).toHaveLength(2)
})

test('more than can be named are everything, and so is one that is too long', () => {
  expect(heard(orders(mostSubjects + 1))).toEqual(['everything'])
  expect(heard(['calls', '长'.repeat(mostBytes / 3)])).toEqual(['everything'])
})

test.each(['', 'calls', '{}', '[1]', '["b", null]'])(
  '%j, which no node of ours said, may mean anything',
  (text) => {
    expect(readPayload('a', text)).toBe('everything')
  },
)

test('whatever the subjects are, every message is short enough and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3_000 }), { maxLength: 40 }), (subjects) => {
      const payloads = writePayloads('a', subjects)

      for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
      const told = payloads.map((payload) => readPayload('b', payload))
      if (told.includes('everything')) expect(told).toEqual(['everything'])
      else expect(told.flat()).toEqual(subjects)
    }),
  )
})
