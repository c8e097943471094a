import { isDeepStrictEqual } from 'node:util'
import {
  canonicalPairs,
  parseTimeStamp,
  signSaasV1,
  signSaasV1Body,
  verifySaasV1,
  verifySaasV1Body,
} from '@loggia/signing'
import tokens from '@loggia/protocol/vectors/saas-v1-auth-token.json' with { type: 'json' }
import bodies from '@loggia/protocol/vectors/saas-v1-body-token.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/saas-v1-request-verification.json' with { type: 'json' }
import type { VectorResult } from './result.ts'

/** The vectors of SaaS V1.0. */
export const saasV1Results = (): VectorResult[] => [
  ...tokenResults(),
  ...verificationResults(),
  ...bodyResults(),
]

const tokenResults = (): VectorResult[] =>
  tokens.cases.map(({ id, note, accessKey, timeStamp, parameters, pairs, authToken }) => {
    const entries = parameters as [string, string][]
    const signed = signSaasV1({
      accessKey,
      parameters: Object.fromEntries(entries),
      timeStampMs: parseTimeStamp(timeStamp) ?? 0,
    })
    const isRight = canonicalPairs(entries.map(([name, value]) => ({ name, value }))) === pairs
    return {
      file: 'saas-v1-auth-token',
      id,
      note,
      passed: isRight && signed.pairs === pairs && signed.authToken === authToken,
    }
  })

const verificationResults = (): VectorResult[] =>
  verifications.cases.map(({ id, note, accessKey, query, expect }) => ({
    file: 'saas-v1-request-verification',
    id,
    note,
    passed: isDeepStrictEqual(verifySaasV1({ accessKey, query }), expect),
  }))

type BodyVector = {
  id: string
  note: string
  accessKey: string
  authToken?: string
  body: string
  pairs?: string
  expect: unknown
}

const bodyResults = (): VectorResult[] =>
  (bodies.cases as BodyVector[]).map(({ id, note, accessKey, authToken, body, pairs, expect }) => {
    const verdict = verifySaasV1Body({ accessKey, authToken, body: Buffer.from(body) })
    const isSigned =
      pairs === undefined || isDeepStrictEqual(signSaasV1Body(accessKey, body), { authToken, pairs })
    return { file: 'saas-v1-body-token', id, note, passed: isSigned && isDeepStrictEqual(verdict, expect) }
  })
