import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { signKitV2, verifyKitV2 } from './kit-v2.ts'
import type { KitV2Verdict, KitV2Verification } from './kit-v2.ts'
import { createMemoryNonceStore } from './nonces.ts'
import { signSaasV2 } from './saas-v2.ts'
import { signSaasV1Body, verifySaasV1Body } from './saas-v1-body.ts'

type Signed = Record<'id' | 'note' | 'accessKey' | 'nonce' | 'timestamp' | 'body' | 'signature', string>
type Received = {
  id: string
  note: string
  accessKey: string
  headers: KitV2Verification['headers']
  body: string
  nowMs: number
  noncesSeen?: string[]
  expect: KitV2Verdict
}
type BodyToken = {
  id: string
  note: string
  accessKey: string
  authToken?: string
  body: string
  pairs?: string
  expect: unknown
}
const vectorsOf = <T>(file: string): T[] =>
  (
    JSON.parse(readFileSync(new URL(`../../protocol/vectors/${file}`, import.meta.url), 'utf8')) as {
      cases: T[]
    }
  ).cases
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const usual = { accessKey: 'k', nonce: 'n', timestampMs: 1_680_508_066_618 }

test.each(vectorsOf<Signed>('kit-v2-request-signature.json'))('vector $id: $note', async (vector) => {
  const { accessKey, nonce, timestamp, body, signature } = vector

  const headers = signKitV2({ accessKey, nonce, timestampMs: Number(timestamp), body })

  expect(headers).toEqual({ 'x-sign': signature, 'x-timestamp': timestamp, 'x-nonce': nonce })
  expect(signKitV2({ accessKey, nonce, timestampMs: Number(timestamp), body: bytes(body) })).toEqual(headers)
  expect(await verifyKitV2({ accessKey, headers, body: bytes(body), nowMs: Number(timestamp) })).toEqual({
    ok: true,
    over: 'raw',
  })
})

test.each(vectorsOf<Received>('kit-v2-request-verification.json'))(
  'vector $id: $note',
  async ({ accessKey, headers, body, nowMs, noncesSeen = [], expect: due }) => {
    const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
    for (const nonce of noncesSeen) nonces.remember(nonce, nowMs + 120_000)

    const verdict = await verifyKitV2({
      accessKey,
      headers,
      body: bytes(body),
      nowMs,
      nonces,
      explain: false,
    })

    expect(verdict).toEqual(due)
  },
)

describe('V1 of the kit has its token in a header', () => {
  test.each(vectorsOf<BodyToken>('kit-v1-body-token.json'))('vector $id: $note', (vector) => {
    const { accessKey, authToken, body, pairs, expect: due } = vector

    expect(verifySaasV1Body({ accessKey, authToken, body: bytes(body) })).toEqual(due)
    if (pairs !== undefined) expect(signSaasV1Body(accessKey, body)).toEqual({ authToken, pairs })
  })
})

test('what is signed is accepted once, whatever its text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), async (name, nonce) => {
      const body = JSON.stringify({ name: name.toWellFormed() })
      const headers = signKitV2({ ...usual, nonce, body })
      const nonces = createMemoryNonceStore({ nowMs: () => usual.timestampMs })
      const asked = { accessKey: 'k', headers, body: bytes(body), nowMs: usual.timestampMs, nonces }

      expect(await verifyKitV2(asked)).toEqual({ ok: true, over: 'raw' })
      expect(await verifyKitV2(asked)).toEqual({ ok: false, reason: { code: 'nonce_seen' } })
    }),
  )
})

test('the formulas of the kit and of basic interfaces are not taken for one another', async () => {
  const body = '{"flag":1}'
  const { signature } = signSaasV2({ ...usual, body })
  const headers = { ...signKitV2({ ...usual, body }), 'x-sign': signature }

  const verdict = await verifyKitV2({ ...usual, headers, body: bytes(body), nowMs: usual.timestampMs })

  expect(verdict).toEqual({ ok: false, reason: { code: 'signature_differs' } })
})

test('a wrong signature is explained by the form of the body that it covers', async () => {
  const body = '{"name":"研发"}'
  const headers = signKitV2({ ...usual, body: '{"name":"\\u7814\\u53d1"}' })

  const verdict = await verifyKitV2({ ...usual, headers, body: bytes(body), nowMs: usual.timestampMs })

  expect(verdict).toMatchObject({ ok: false, reason: { bodyAltered: 'ascii_escaped' } })
})

test.each([
  [{ accessKey: '' }, 'access key'],
  [{ nonce: '' }, 'nonce'],
  [{ timestampMs: 1_680_508_066 }, 'thirteen digits'],
])('%j cannot be signed', (wrong, message) => {
  expect(() => signKitV2({ ...usual, body: '{}', ...wrong })).toThrow(message)
})
