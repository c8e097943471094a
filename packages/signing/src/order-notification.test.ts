import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { readQuery } from './query.ts'
import { signSaasV2, verifySaasV2 } from './saas-v2.ts'
import type { SaasV2Verdict } from './saas-v2.ts'

type Signature = Record<
  'id' | 'note' | 'accessKey' | 'nonce' | 'timestamp' | 'body' | 'bodyHash' | 'signature',
  string
>
type Verification = {
  id: string
  note: string
  accessKey: string
  query: string
  body: string
  nowMs: number
  expect: SaasV2Verdict
}
const vectorsOf = <T>(file: string): T[] =>
  (
    JSON.parse(readFileSync(new URL(`../../protocol/vectors/${file}`, import.meta.url), 'utf8')) as {
      cases: T[]
    }
  ).cases
const signatures = vectorsOf<Signature>('order-notification-signature.json')
const verifications = vectorsOf<Verification>('order-notification-verification.json')

test('the vector files hold every vector of the specification, and as many that are refused', () => {
  expect(signatures.map(({ id }) => id)).toEqual(['N1', 'N2', 'N3', 'N4', 'N5'])
  expect(verifications.filter((vector) => vector.expect.ok)).toHaveLength(7)
  expect(verifications.filter((vector) => !vector.expect.ok)).toHaveLength(8)
})

test.each(signatures)('vector $id: $note', ({ accessKey, nonce, timestamp, body, bodyHash, signature }) => {
  expect(signSaasV2({ accessKey, nonce, timestampMs: Number(timestamp), body })).toMatchObject({
    bodyHash,
    signature,
  })
})

test.each(verifications)('vector $id: $note', async ({ accessKey, query, body, nowMs, expect: expected }) => {
  const parameters = Object.fromEntries(readQuery(query).map(({ name, value }) => [name, value]))

  expect(
    await verifySaasV2({ accessKey, query: parameters, body: new TextEncoder().encode(body), nowMs }),
  ).toEqual(expected)
})
