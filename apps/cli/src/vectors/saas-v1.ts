import { isDeepStrictEqual } from 'node:util'
import {
  writeCanonicalPairs,
  parseTimeStamp,
  encodePercent,
  readQuery,
  signSaasV1,
  signSaasV1Body,
  verifySaasV1,
  verifySaasV1Body,
} from '@loggia/signing'
import { decodeExtendParams, encodeExtendParams } from '@loggia/protocol/saas/v1'
import encoders from '@loggia/protocol/vectors/encoders.json' with { type: 'json' }
import licenseTokens from '@loggia/protocol/vectors/license-v1-auth-token.json' with { type: 'json' }
import tokens from '@loggia/protocol/vectors/saas-v1-auth-token.json' with { type: 'json' }
import bodies from '@loggia/protocol/vectors/saas-v1-body-token.json' with { type: 'json' }
import extendParams from '@loggia/protocol/vectors/saas-v1-extend-params.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/saas-v1-request-verification.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

/** Checks the vectors of SaaS V1.0, and the token of License 1.0, which is signed in the same way. */
export const checkSaasV1Vectors = (): VectorResult[] => [
  ...checkVectors('saas-v1-auth-token', tokens.cases as TokenVector[], isToken),
  ...checkVectors('license-v1-auth-token', licenseTokens.cases as TokenVector[], isToken),
  ...checkVectors('saas-v1-request-verification', verifications.cases, ({ accessKey, query, expect }) =>
    isDeepStrictEqual(verifySaasV1({ accessKey, query }), expect),
  ),
  ...checkVectors('saas-v1-body-token', bodies.cases as BodyVector[], isBodyToken),
  ...checkVectors(
    'saas-v1-extend-params',
    extendParams.cases,
    ({ params, base64, wire }) =>
      encodeExtendParams(params) === base64 &&
      encodePercent(base64) === wire &&
      isDeepStrictEqual(decodeExtendParams(base64), params),
  ),
  ...checkVectors(
    'saas-v1-extend-params',
    extendParams.unreadable,
    ({ base64 }) => decodeExtendParams(base64) === undefined,
  ),
  ...checkVectors('encoders', encoders.cases, isEncoded),
]

type TokenVector = Record<'id' | 'note' | 'accessKey' | 'timeStamp' | 'pairs' | 'authToken', string> & {
  parameters: [name: string, value: string][]
}

function isToken({ accessKey, timeStamp, parameters, pairs, authToken }: TokenVector): boolean {
  const signed = signSaasV1({
    accessKey,
    parameters: Object.fromEntries(parameters),
    timeStampMs: parseTimeStamp(timeStamp) ?? 0,
  })
  const arrived = writeCanonicalPairs(parameters.map(([name, value]) => ({ name, value })))
  return arrived === pairs && signed.pairs === pairs && signed.authToken === authToken
}

type BodyVector = Record<'id' | 'note' | 'accessKey' | 'body', string> & {
  authToken?: string
  pairs?: string
  expect: unknown
}

function isBodyToken({ accessKey, authToken, body, pairs, expect }: BodyVector): boolean {
  const verdict = verifySaasV1Body({ accessKey, authToken, body: Buffer.from(body) })
  const isSigned =
    pairs === undefined || isDeepStrictEqual(signSaasV1Body(accessKey, body), { authToken, pairs })
  return isSigned && isDeepStrictEqual(verdict, expect)
}

type EncoderVector = (typeof encoders.cases)[number]

function isEncoded({
  character,
  urlEncoder,
  encodeURIComponent: uri,
  urlSearchParams,
  ours,
}: EncoderVector): boolean {
  const forms = [urlEncoder, uri, urlSearchParams, ours]
  return (
    encodePercent(character) === ours &&
    encodeURIComponent(character) === uri &&
    new URLSearchParams({ '': character }).toString() === `=${urlSearchParams}` &&
    forms.every((form) => readQuery(`v=${form}`)[0]?.value === character)
  )
}
