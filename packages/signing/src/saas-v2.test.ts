import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { toSortedForm } from './body-forms.ts'
import { createMemoryNonceStore } from './nonces.ts'
import { signSaasV2, verifySaasV2 } from './saas-v2.ts'
import type { SaasV2Verdict, SaasV2Verification } from './saas-v2.ts'

type SignatureVector = {
  id: string
  note: string
  accessKey: string
  nonce: string
  timestamp: string
  body: string
  bodyHash: string
  signature: string
}
type VerificationVector = {
  id: string
  note: string
  accessKey: string
  query: SaasV2Verification['query']
  body: string
  nowMs: number
  noncesSeen?: string[]
  expect: SaasV2Verdict
}

const vectorsOf = <T>(file: string): T[] =>
  (
    JSON.parse(readFileSync(new URL(`../../protocol/vectors/${file}`, import.meta.url), 'utf8')) as {
      cases: T[]
    }
  ).cases
const signatures = vectorsOf<SignatureVector>('saas-v2-request-signature.json')
const verifications = vectorsOf<VerificationVector>('saas-v2-request-verification.json')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('signing', () => {
  test('the vector files hold every vector of the specification', () => {
    expect(signatures.map(({ id }) => id)).toEqual(['A1', 'A2', 'A3', 'A4a', 'A4b', 'A5a', 'A5b'])
    expect(verifications.filter((vector) => vector.expect.ok)).toHaveLength(10)
    expect(verifications.filter((vector) => !vector.expect.ok)).toHaveLength(20)
  })

  test.each(signatures)('vector $id: $note', ({ accessKey, nonce, timestamp, body, bodyHash, signature }) => {
    const given = { accessKey, nonce, timestampMs: Number(timestamp) }

    const signed = signSaasV2({ ...given, body: bytes(body) })

    expect(signed).toEqual({
      bodyHash,
      signature,
      query: `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    })
    expect(signSaasV2({ ...given, body })).toEqual(signed)
  })

  test('the sorted form of the unsorted vector is the text that its second signature covers', () => {
    const [unsorted, sorted] = signatures.filter(({ id }) => id.startsWith('A4'))

    expect(toSortedForm(unsorted?.body ?? '')).toBe(sorted?.body)
  })

  test('a nonce is escaped in the query but signed as it is', () => {
    const { query } = signSaasV2({
      accessKey: 'k',
      nonce: 'a+b&c=d',
      timestampMs: 1_767_225_600_000,
      body: '',
    })

    expect(new URLSearchParams(query).get('nonce')).toBe('a+b&c=d')
  })

  test.each([
    ['an empty key', { accessKey: '', nonce: 'n', timestampMs: 1_767_225_600_000 }],
    ['an empty nonce', { accessKey: 'k', nonce: '', timestampMs: 1_767_225_600_000 }],
    ['seconds for milliseconds', { accessKey: 'k', nonce: 'n', timestampMs: 1_767_225_600 }],
    ['a fraction of a millisecond', { accessKey: 'k', nonce: 'n', timestampMs: 1_767_225_600_000.5 }],
  ])('%s is not signed', (_, given) => {
    expect(() => signSaasV2({ ...given, body: '{}' })).toThrow(RangeError)
  })
})

describe('verifying', () => {
  test.each(verifications)(
    'vector $id: $note',
    async ({ accessKey, query, body, nowMs, noncesSeen, expect: expected }) => {
      const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
      for (const nonce of noncesSeen ?? []) nonces.remember(nonce, nowMs + 60_000)

      const verdict = await verifySaasV2({ accessKey, query, body: bytes(body), nowMs, nonces })

      expect(verdict).toEqual(expected)
    },
  )

  test('a forger who sends a nonce first does not spend it for the genuine request', async () => {
    const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
    const [{ accessKey, query, body, nowMs }] = verifications as [VerificationVector]
    const genuine = { accessKey, query, body: bytes(body), nowMs, nonces }

    const forged = await verifySaasV2({ ...genuine, body: bytes('{}') })
    const first = await verifySaasV2(genuine)
    const second = await verifySaasV2(genuine)

    expect(forged).toEqual({ ok: false, reason: { code: 'signature_differs' } })
    expect(first).toEqual({ ok: true, over: 'raw' })
    expect(second).toEqual({ ok: false, reason: { code: 'nonce_seen' } })
  })

  test('a nonce stays spent as long as its timestamp is accepted, however late within the window it is replayed', async () => {
    const [{ accessKey, query, body, nowMs: stamp }] = verifications as [VerificationVector]
    let storeNow = stamp - 60_000
    const nonces = createMemoryNonceStore({ nowMs: () => storeNow })
    const at = (nowMs: number): Promise<SaasV2Verdict> =>
      verifySaasV2({ accessKey, query, body: bytes(body), nowMs, nonces })
    await at(stamp - 60_000)

    storeNow = stamp + 60_001
    const replayed = await at(stamp + 60_000)

    expect(replayed).toEqual({ ok: false, reason: { code: 'nonce_seen' } })
  })

  test.each([
    ['reserialised', '{"b":"1","a":"2"}', '{ "b": "1", "a": "2" }'],
    ['sorted_with_nulls', '{"a":null,"b":"1"}', '{"b":"1","a":null}'],
    [
      'sorted_every_level',
      '{"a":{"c":1,"d":[{"x":1,"y":2}]},"b":"1"}',
      '{"b":"1","a":{"d":[{"y":2,"x":1}],"c":1,"n":null}}',
    ],
    ['sorted_descending', '{"b":"1","a":"2"}', '{"a":"2","b":"1"}'],
    ['trimmed', '{"a":"1"}', '\uFEFF{"a":"1"}'],
  ])('a body altered in a known way is named: %s', async (form, signed, sent) => {
    const query = Object.fromEntries(
      new URLSearchParams(
        signSaasV2({ accessKey: 'k', nonce: 'n', timestampMs: 1_767_225_600_000, body: signed }).query,
      ),
    )

    const asked = { accessKey: 'k', query, body: bytes(sent), nowMs: 1_767_225_600_000 }

    expect(await verifySaasV2(asked)).toEqual({
      ok: false,
      reason: { code: 'signature_differs', bodyAltered: form },
    })
    expect(await verifySaasV2({ ...asked, explain: false })).toEqual({
      ok: false,
      reason: { code: 'signature_differs' },
    })
  })

  test.each([
    ['a thousand members', 1000, 1, true],
    ['more members', 1001, 1, false],
    ['a hundred levels', 1, 100, true],
    ['more levels', 1, 101, false],
  ])('the sorted form of a body of %s is looked for: %#', async (_, members, depth, isLookedFor) => {
    const nested = `"a\\"[":${'['.repeat(depth - 1)}${']'.repeat(depth - 1) || '1'}`
    const more = Array.from({ length: members - 1 }, (_unused, nth) => `,"k${nth}":1`).join('')
    const sent = `{ ${nested}${more} }`
    const signed = signSaasV2({
      accessKey: 'k',
      nonce: 'n',
      timestampMs: 1_767_225_600_000,
      body: toSortedForm(sent) ?? '',
    })
    const query = Object.fromEntries(new URLSearchParams(signed.query))

    const verdict = await verifySaasV2({ accessKey: 'k', query, body: bytes(sent), nowMs: 1_767_225_600_000 })

    expect(verdict.ok).toBe(isLookedFor)
  })

  test.each([
    ['not UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['nested ten thousand deep', bytes(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)],
  ])('a body that is %s is refused and not thrown at the caller', async (_, body) => {
    const [{ accessKey, query, nowMs }] = verifications as [VerificationVector]

    const verdict = await verifySaasV2({ accessKey, query, body, nowMs })

    expect(verdict).toEqual({ ok: false, reason: { code: 'signature_differs' } })
  })

  test('an empty key verifies nothing', async () => {
    await expect(verifySaasV2({ accessKey: '', query: {}, body: bytes('{}'), nowMs: 0 })).rejects.toThrow(
      RangeError,
    )
  })
})

describe('for any key, nonce, time and body', () => {
  const anyText = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => text.isWellFormed())
  const anyTime = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 })
  const anyRequest = fc.record({
    accessKey: anyText,
    nonce: anyText,
    timestampMs: anyTime,
    body: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  })
  const queryOf = (query: string): SaasV2Verification['query'] =>
    Object.fromEntries(new URLSearchParams(query))

  test('what was signed is verified, in either case of its hex', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, fc.boolean(), async ({ accessKey, nonce, timestampMs, body }, lower) => {
        const query = queryOf(signSaasV2({ accessKey, nonce, timestampMs, body }).query)
        if (lower) query.signature = query.signature?.toLowerCase()

        const verdict = await verifySaasV2({ accessKey, query, body, nowMs: timestampMs })

        expect(verdict).toEqual({ ok: true, over: 'raw' })
      }),
    )
  })

  test('a body with any one byte changed is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRequest,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (request, place, flip) => {
          const { accessKey, nonce, timestampMs, body } = request
          const altered = Uint8Array.from(body)
          altered[place % body.length] = (body[place % body.length] ?? 0) ^ flip

          const verdict = await verifySaasV2({
            accessKey,
            query: queryOf(signSaasV2({ accessKey, nonce, timestampMs, body }).query),
            body: altered,
            nowMs: timestampMs,
          })

          expect(verdict.ok).toBe(false)
        },
      ),
    )
  })

  test('a body as we write it, with any one byte changed to another printable one, is refused', async () => {
    const anyBody = fc
      .dictionary(fc.string(), fc.string(), { minKeys: 1 })
      .map((object) => toSortedForm(JSON.stringify(object)) ?? '')
    await fc.assert(
      fc.asyncProperty(anyBody, fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), async (body, place, byte) => {
        const altered = bytes(body)
        fc.pre(altered[place % altered.length] !== byte)
        altered[place % altered.length] = byte
        const { query } = signSaasV2({ accessKey: 'k', nonce: 'n', timestampMs: 1_767_225_600_000, body })

        const verdict = await verifySaasV2({
          accessKey: 'k',
          query: queryOf(query),
          body: altered,
          nowMs: 1_767_225_600_000,
        })

        expect(verdict.ok).toBe(false)
      }),
    )
  })

  test('a signature with any one digit changed is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRequest,
        fc.nat({ max: 63 }),
        async ({ accessKey, nonce, timestampMs, body }, place) => {
          const { signature, query } = signSaasV2({ accessKey, nonce, timestampMs, body })
          const digit = signature[place] === '0' ? '1' : '0'
          const altered = signature.slice(0, place) + digit + signature.slice(place + 1)

          const verdict = await verifySaasV2({
            accessKey,
            query: { ...queryOf(query), signature: altered },
            body,
            nowMs: timestampMs,
          })

          expect(verdict).toMatchObject({ ok: false, reason: { code: 'signature_differs' } })
        },
      ),
    )
  })

  test('an object signed over its sorted form is verified however its members were sent', async () => {
    const anyObject = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null)), { minKeys: 1 })
    await fc.assert(
      fc.asyncProperty(anyObject, async (object) => {
        const sent = JSON.stringify(object, null, 1)
        const { query } = signSaasV2({
          accessKey: 'k',
          nonce: 'n',
          timestampMs: 1_767_225_600_000,
          body: toSortedForm(sent) ?? '',
        })

        const verdict = await verifySaasV2({
          accessKey: 'k',
          query: queryOf(query),
          body: bytes(sent),
          nowMs: 1_767_225_600_000,
        })

        expect(verdict).toEqual({ ok: true, over: 'sorted' })
      }),
    )
  })

  test('the sorted form is its own sorted form and keeps keys that look like numbers in text order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const sorted = toSortedForm(JSON.stringify(object))

        expect(toSortedForm(sorted ?? '')).toBe(sorted)
      }),
    )
    expect(toSortedForm('{"9":"a","10":"b"}')).toBe('{"10":"b","9":"a"}')
  })
})
