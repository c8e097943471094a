import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { encodePercent, writeQuery } from './query.ts'
import { readBodyPairs, signSaasV1Body, verifySaasV1Body } from './saas-v1-body.ts'
import type { SaasV1BodyVerdict } from './saas-v1-body.ts'
import { computeAuthToken, writeCanonicalPairs } from './saas-v1-pairs.ts'
import { signSaasV1, verifySaasV1 } from './saas-v1.ts'
import type { SaasV1Verdict } from './saas-v1.ts'
import { parseTimeStamp } from './time-stamp.ts'

type TokenVector = {
  id: string
  note: string
  accessKey: string
  timeStamp: string
  parameters: [name: string, value: string][]
  pairs: string
  authToken: string
}
type RequestVector = { id: string; note: string; accessKey: string; query: string; expect: SaasV1Verdict }
type BodyVector = {
  id: string
  note: string
  accessKey: string
  authToken?: string
  body: string
  pairs?: string
  expect: SaasV1BodyVerdict
}
const vectorsOf = <T>(file: string): T[] =>
  (
    JSON.parse(readFileSync(new URL(`../../protocol/vectors/${file}`, import.meta.url), 'utf8')) as {
      cases: T[]
    }
  ).cases
const tokens = vectorsOf<TokenVector>('saas-v1-auth-token.json')
const requests = vectorsOf<RequestVector>('saas-v1-request-verification.json')
const bodies = vectorsOf<BodyVector>('saas-v1-body-token.json')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const stampMs = (text: string): number => parseTimeStamp(text) ?? Number.NaN
const usual = tokens[0] as TokenVector

test('the vector files hold every vector of the specification', () => {
  expect(tokens.map(({ id }) => id)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'C1', 'C2', 'C3'])
  expect(requests.filter((vector) => vector.expect.ok)).toHaveLength(18)
  expect(requests.filter((vector) => !vector.expect.ok)).toHaveLength(22)
  expect(bodies.map(({ id }) => id).filter((id) => /^P\d$/.test(id))).toEqual(['P1', 'P2', 'P3'])
})

describe('signing', () => {
  test.each(tokens)('vector $id: $note', ({ accessKey, timeStamp, parameters, pairs, authToken }) => {
    expect(writeCanonicalPairs(parameters.map(([name, value]) => ({ name, value })))).toBe(pairs)

    const signed = signSaasV1({
      accessKey,
      parameters: Object.fromEntries(parameters),
      timeStampMs: stampMs(timeStamp),
    })

    expect(signed).toMatchObject({ authToken, timeStamp, pairs })
    expect(verifySaasV1({ accessKey, query: signed.query })).toEqual({ ok: true })
  })

  test('every value is escaped as every decoder reads it', () => {
    const { query } = signSaasV1({
      accessKey: 'k',
      parameters: { note: "a b*c~d+e!f'g(h)中" },
      timeStampMs: 0,
    })

    expect(query).toMatch(
      /^note=a%20b%2Ac~d%2Be%21f%27g%28h%29%E4%B8%AD&timeStamp=19700101000000000&authToken=/,
    )
    expect(query.slice(query.indexOf('authToken='))).toMatch(/^authToken=[A-Za-z0-9%]+%3D$/)
  })

  test('what the address has of its own is signed and sent too, and gives way to the request', () => {
    const signed = signSaasV1({
      accessKey: 'k',
      parameters: { activity: 'queryInstance' },
      timeStampMs: 0,
      ownQuery: 'route=a%20b&activity=other',
    })

    expect(signed.pairs).toBe('activity=queryInstance&route=a b&timeStamp=19700101000000000')
    expect(verifySaasV1({ accessKey: 'k', query: signed.query })).toEqual({ ok: true })
  })

  test('an empty key and a time beyond the calendar are not signed with', () => {
    expect(() => signSaasV1({ accessKey: '', parameters: {}, timeStampMs: 0 })).toThrow(RangeError)
    expect(() => signSaasV1({ accessKey: 'k', parameters: {}, timeStampMs: 3e14 })).toThrow(RangeError)
  })
})

describe('verifying', () => {
  test.each(requests)('vector $id: $note', ({ accessKey, query, expect: expected }) => {
    expect(verifySaasV1({ accessKey, query })).toEqual(expected)
    expect(verifySaasV1({ accessKey, query: `?${query}` })).toEqual(expected)
  })

  test('a token whose plus signs came as blanks is still read, as Base64 has no blanks', () => {
    const c1 = tokens.find(({ id }) => id === 'C1') as TokenVector
    const query = writeQuery(c1.parameters.map(([name, value]) => ({ name, value })))

    const verdict = verifySaasV1({ accessKey: c1.accessKey, query: `${query}&authToken=${c1.authToken}` })

    expect(c1.authToken).toContain('+')
    expect(verdict).toEqual({ ok: true })
  })

  test.each([
    ['a minute before', 60_000, { ok: true }],
    ['a minute after', -60_000, { ok: true }],
    ['longer before', 60_001, { ok: false, reason: { code: 'stale', byMs: 60_001, ahead: false } }],
    ['longer after', -60_001, { ok: false, reason: { code: 'stale', byMs: 60_001, ahead: true } }],
  ])('a request made %s the clock is judged by its age only if that is asked for', (_, lateMs, judged) => {
    const query = requests[0]?.query ?? ''
    const nowMs = stampMs(usual.timeStamp) + lateMs

    expect(verifySaasV1({ accessKey: usual.accessKey, query })).toEqual({ ok: true })
    expect(
      verifySaasV1({ accessKey: usual.accessKey, query, freshness: { nowMs, windowMs: 60_000 } }),
    ).toEqual(judged)
  })

  test('a plus sign beside a blank that was escaped is told apart from it', () => {
    const pairs = 'note=a b+c&timeStamp=19700101000000000'
    const token = computeAuthToken({ accessKey: 'k', timeStamp: '19700101000000000', pairs })
    const query = `note=a%20b+c&timeStamp=19700101000000000&authToken=${encodePercent(token)}`

    expect(verifySaasV1({ accessKey: 'k', query })).toEqual({
      ok: false,
      reason: { code: 'signature_differs', mistake: 'plus_read_as_blank' },
    })
    expect(verifySaasV1({ accessKey: 'k', query, explain: false })).toEqual({
      ok: false,
      reason: { code: 'signature_differs' },
    })
  })

  test('an empty key verifies nothing', () => {
    expect(() => verifySaasV1({ accessKey: '', query: '' })).toThrow(RangeError)
    expect(() => verifySaasV1Body({ accessKey: '', authToken: 'x', body: bytes('{}') })).toThrow(RangeError)
  })
})

describe('a request with a body', () => {
  test.each(bodies)('vector $id: $note', ({ accessKey, authToken, body, pairs, expect: expected }) => {
    expect(verifySaasV1Body({ accessKey, authToken, body: bytes(body) })).toEqual(expected)
    if (pairs !== undefined) expect(signSaasV1Body(accessKey, body)).toEqual({ authToken, pairs })
  })

  test('has numbers and Booleans signed as they are written in JSON', () => {
    expect(readBodyPairs('{"n":1.5,"b":false,"o":{"z":1,"a":null}}')).toEqual([
      { name: 'n', value: '1.5' },
      { name: 'b', value: 'false' },
      { name: 'o', value: '{"z":1,"a":null}' },
    ])
  })

  test('is not signed without its time stamp, and not read if it is no UTF-8', () => {
    expect(() => signSaasV1Body('k', '{"a":"1"}')).toThrow(RangeError)
    expect(verifySaasV1Body({ accessKey: 'k', authToken: 'x', body: Uint8Array.of(0xff) })).toEqual({
      ok: false,
      reason: { code: 'body_malformed' },
    })
  })
})

test('any parameters: what was signed is verified, by no other key and with no other value', () => {
  const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  const anyName = fc
    .stringMatching(/^[A-Za-z_]{1,8}$/)
    .filter((name) => !/^(authToken|timeStamp)$/.test(name))
  fc.assert(
    fc.property(anyText, fc.dictionary(anyName, anyText, { minKeys: 1 }), (accessKey, parameters) => {
      const { query } = signSaasV1({ accessKey, parameters, timeStampMs: 1_709_251_199_123 })
      const altered = query.replace('=', '=x')

      expect(verifySaasV1({ accessKey, query })).toEqual({ ok: true })
      expect(verifySaasV1({ accessKey: `${accessKey}x`, query }).ok).toBe(false)
      expect(verifySaasV1({ accessKey, query: altered }).ok).toBe(false)
    }),
  )
})
