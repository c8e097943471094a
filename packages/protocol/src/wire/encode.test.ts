import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { encodeBody } from './encode.ts'

test('keys ascend on every level, absent members are left out, nothing is escaped that need not be', () => {
  const body = {
    b: '企业/版',
    a: null,
    c: { z: 1.5, y: undefined, x: [{ q: true, p: '"' }] },
    '10': '',
    '9': 'é😀',
  }

  expect(encodeBody(body)).toBe('{"10":"","9":"é😀","b":"企业/版","c":{"x":[{"p":"\\"","q":true}],"z":1.5}}')
})

test('keys are compared by code unit, so capitals come before small letters', () => {
  expect(encodeBody({ b: '', a: '', Z: '', _: '' })).toBe('{"Z":"","_":"","a":"","b":""}')
})

test('the body that a vector signs is what the encoder writes of its object', () => {
  const file = readFileSync(new URL('../../vectors/saas-v2-request-signature.json', import.meta.url), 'utf8')
  const { cases } = JSON.parse(file) as { cases: { id: string; body: string }[] }
  const bodyOf = (id: string): string => cases.find((vector) => vector.id === id)?.body ?? ''
  const encoded = (id: string): string => encodeBody(JSON.parse(bodyOf(id)) as object)

  expect(encoded('A1')).toBe(bodyOf('A1'))
  expect(encoded('A2')).toBe(bodyOf('A2'))
  expect(encoded('A4a')).toBe(bodyOf('A4b'))
  expect(encoded('A5a')).toBe(bodyOf('A5b'))
})

test.each<[string, object, string]>([
  ['a number on the top level', { testFlag: 1 }, 'Member testFlag is a number'],
  ['a boolean on the top level', { testFlag: true }, 'Member testFlag is a boolean'],
  ['a number that is none', { a: { b: Number.NaN } }, 'Member a.b cannot'],
  ['an infinite number', { a: { b: Number.POSITIVE_INFINITY } }, 'Member a.b cannot'],
  ['a bigint', { a: { b: 1n } }, 'Member a.b cannot'],
  ['a null in a list', { a: ['x', null] }, 'Member a[1] cannot'],
  ['a gap in a list', { a: [undefined] }, 'Member a[0] cannot'],
  ['an object that is not plain', { a: new Map() }, 'Member a cannot'],
  ['a list for a body', [], 'A body is a plain object'],
])('%s is refused, and the member is named', (_, body, message) => {
  expect(() => encodeBody(body)).toThrow(TypeError)
  expect(() => encodeBody(body)).toThrow(message)
})

const anyNested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value
const anyBody = fc.dictionary(
  fc.string({ unit: 'grapheme' }),
  fc.oneof(fc.string({ unit: 'binary' }), fc.array(anyNested), fc.dictionary(fc.string(), anyNested)),
)

test('any body reads back as it was and is written again in the same bytes', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const text = encodeBody(body)

      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(body)))
      expect(encodeBody(JSON.parse(text) as object)).toBe(text)
    }),
  )
})

test('the order in which members were set does not change the bytes', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      expect(encodeBody(Object.fromEntries(Object.entries(body).toReversed()))).toBe(encodeBody(body))
    }),
  )
})
