import { isDeepStrictEqual } from 'node:util'
import { createMemoryNonceStore, readQuery, signSaasV2, verifySaasV2 } from '@loggia/signing'
import licenses from '@loggia/protocol/vectors/license-request-signature.json' with { type: 'json' }
import licenseVerifications from '@loggia/protocol/vectors/license-request-verification.json' with { type: 'json' }
import notifications from '@loggia/protocol/vectors/order-notification-signature.json' with { type: 'json' }
import notificationVerifications from '@loggia/protocol/vectors/order-notification-verification.json' with { type: 'json' }
import signatures from '@loggia/protocol/vectors/saas-v2-request-signature.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/saas-v2-request-verification.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

/** Checks the vectors of SaaS V2.0, and of order notifications and licenses, which are signed in the same way. */
export async function checkSaasV2Vectors(): Promise<VectorResult[]> {
  return [
    ...checkVectors('saas-v2-request-signature', signatures.cases, isSigned),
    ...(await verificationResults('saas-v2-request-verification', verifications.cases as Verification[])),
    ...checkVectors('order-notification-signature', notifications.cases, isSigned),
    ...(await verificationResults('order-notification-verification', notificationVerifications.cases)),
    ...checkVectors('license-request-signature', licenses.cases, isSigned),
    ...(await verificationResults(
      'license-request-verification',
      licenseVerifications.cases as Verification[],
    )),
  ]
}

type Signature = Record<'accessKey' | 'nonce' | 'timestamp' | 'body' | 'bodyHash' | 'signature', string>

function isSigned({ accessKey, nonce, timestamp, body, bodyHash, signature }: Signature): boolean {
  const signed = signSaasV2({ accessKey, nonce, timestampMs: Number(timestamp), body })
  return signed.signature === signature && signed.bodyHash === bodyHash
}

type Verification = {
  id: string
  note: string
  accessKey: string
  query: Record<string, string> | string
  body: string
  nowMs: number
  noncesSeen?: string[]
  expect: unknown
}

const parametersOf = (query: Verification['query']): Record<string, string> =>
  typeof query === 'string'
    ? Object.fromEntries(readQuery(query).map(({ name, value }) => [name, value]))
    : query

const verificationResults = (file: string, cases: readonly Verification[]): Promise<VectorResult[]> =>
  Promise.all(
    cases.map(async ({ id, note, accessKey, query, body, nowMs, noncesSeen = [], expect }) => {
      const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
      for (const nonce of noncesSeen) void nonces.remember(nonce, nowMs + 1)
      const request = { accessKey, query: parametersOf(query), body: Buffer.from(body), nowMs, nonces }
      return { file, id, note, passed: isDeepStrictEqual(await verifySaasV2(request), expect) }
    }),
  )
