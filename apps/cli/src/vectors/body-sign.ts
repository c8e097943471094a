import { isDeepStrictEqual } from 'node:util'
import { signBody, verifyBodySign } from '@loggia/signing'
import signatures from '@loggia/protocol/vectors/body-sign.json' with { type: 'json' }
import licenses from '@loggia/protocol/vectors/license-v1-body-sign.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/body-sign-verification.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

/** Checks the vectors of `Body-Sign`, the proof of a reply. */
export const checkBodySignVectors = (): VectorResult[] => [
  ...checkVectors('body-sign', signatures.cases, isSigned),
  ...checkVectors('license-v1-body-sign', licenses.cases, isSigned),
  ...checkVectors('body-sign-verification', verifications.cases, ({ accessKey, headers, body, expect }) =>
    isDeepStrictEqual(verifyBodySign({ accessKey, header: headers, body: Buffer.from(body) }), expect),
  ),
]

type Signed = Pick<(typeof signatures.cases)[number], 'accessKey' | 'body' | 'bytes' | 'signature'>

const isSigned = ({ accessKey, body, bytes, signature }: Signed): boolean =>
  Buffer.byteLength(body) === bytes &&
  signBody(accessKey, body) === `sign_type="HMAC-SHA256", signature="${signature}"`
