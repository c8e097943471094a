import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { listBodySignValues, signBody, verifyBodySign } from './body-sign.ts'
import type { BodySignVerdict } from './body-sign.ts'

type Verification = {
  id: string
  note: string
  accessKey: string
  headers: string[]
  body: string
  expect: BodySignVerdict
}
type Vector = { id: string; accessKey: string; body: string; signature: string }
const { cases } = JSON.parse(
  readFileSync(new URL('../../protocol/vectors/body-sign.json', import.meta.url), 'utf8'),
) as { cases: Vector[] }
const verifications = (
  JSON.parse(
    readFileSync(new URL('../../protocol/vectors/body-sign-verification.json', import.meta.url), 'utf8'),
  ) as { cases: Verification[] }
).cases
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe.each(cases)('vector $id', ({ accessKey, body, signature }) => {
  test('is signed', () => {
    expect(signBody(accessKey, body)).toBe(`sign_type="HMAC-SHA256", signature="${signature}"`)
  })

  test.each([
    ['a blank after each sign', `sign_type= "HMAC-SHA256" , signature= "${signature}"`],
    ['no blank', `sign_type="HMAC-SHA256",signature="${signature}"`],
    [
      'a list',
      ['sign_type="HMAC-SHA256",signature="wrong"', `sign_type="HMAC-SHA256",signature="${signature}"`],
    ],
    [
      'joined values',
      `sign_type="HMAC-SHA256",signature="wrong", sign_type="HMAC-SHA256",signature="${signature}"`,
    ],
  ])('is verified with %s', (_, header) => {
    expect(verifyBodySign({ accessKey, header, body: bytes(body) })).toEqual({ ok: true })
  })

  test('is refused with a blank after the body', () => {
    const verdict = verifyBodySign({ accessKey, header: signBody(accessKey, body), body: bytes(`${body} `) })

    expect(verdict).toEqual({ ok: false, reason: { code: 'signature_differs' } })
  })
})

test('the vector files hold every vector of the specifications, and as many that are refused', () => {
  expect(cases.map(({ id }) => id).join()).toBe('V2-B1,V2-B2,V2-B3,V1-B1,V1-B2,V1-B3,V1-B4,V1-B5')
  expect(verifications.filter((vector) => vector.expect.ok)).toHaveLength(8)
  expect(verifications.filter((vector) => !vector.expect.ok)).toHaveLength(13)
})

test.each(verifications)('vector $id: $note', ({ accessKey, headers, body, expect: expected }) => {
  expect(verifyBodySign({ accessKey, header: headers, body: bytes(body) })).toEqual(expected)
})

test.each([
  [undefined, { code: 'header_missing' }],
  ['', { code: 'header_missing' }],
  ['HMAC-SHA256 abc', { code: 'header_malformed' }],
  ["sign_type='HMAC-SHA256', signature='abc'", { code: 'header_malformed' }],
  ['sign_type="HMAC-SHA1", signature="abc"', { code: 'sign_type_unknown', got: 'HMAC-SHA1' }],
  ['sign_type="HMAC-SHA256", signature="abc"', { code: 'signature_differs' }],
])('the header %s is refused for its own reason', (header, reason) => {
  expect(verifyBodySign({ accessKey: 'k', header, body: bytes('{}') })).toEqual({ ok: false, reason })
})

test('a header that is sent three times, spelled in three ways, is found whatever the case of its name', () => {
  const right = /signature="(.*)"/.exec(signBody('k', '{}'))?.[1] ?? ''
  const values = [
    'sign_type="HMAC-SHA256", signature= "wrong"',
    'sign_type="HMAC-SHA256", signature="wrong"',
    `sign_type="HMAC-SHA256",signature="${right}"`,
  ]
  const [first = '', second = '', third = ''] = values
  const joined = new Headers(values.map((value) => ['BODY-SIGN', value]))

  expect(listBodySignValues({ 'Body-Sign': first, 'body-sign': [second, third], etag: 'x' })).toEqual(values)
  expect(listBodySignValues({ date: 'x', 'body-sign': undefined })).toEqual([])
  for (const header of [listBodySignValues({ 'Body-Sign': values }), listBodySignValues(joined)])
    expect(verifyBodySign({ accessKey: 'k', header, body: bytes('{}') })).toEqual({ ok: true })
})

test('the case of the Base64 signature matters', () => {
  const swapped = signBody('k', '{}').replace(/[a-zA-Z](?=[^"]*"$)/, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

  expect(verifyBodySign({ accessKey: 'k', header: swapped, body: bytes('{}') })).toEqual({
    ok: false,
    reason: { code: 'signature_differs' },
  })
})

test('any key and body: what was signed is verified, and by no other key', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.uint8Array(), (accessKey, body) => {
      const header = signBody(accessKey, body)

      expect(verifyBodySign({ accessKey, header, body })).toEqual({ ok: true })
      expect(verifyBodySign({ accessKey: `${accessKey}x`, header, body }).ok).toBe(false)
    }),
  )
})
