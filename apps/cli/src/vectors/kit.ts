import { isDeepStrictEqual } from 'node:util'
import {
  createMemoryNonceStore,
  decryptSecret,
  oaepHashes,
  readPrivateKey,
  signBody,
  signKitV2,
  signSaasV1Body,
  verifyKitV2,
  verifySaasV1Body,
} from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import secrets from '@loggia/protocol/vectors/kit-client-secret.json' with { type: 'json' }
import signedReplies from '@loggia/protocol/vectors/kit-v1-body-sign.json' with { type: 'json' }
import tokens from '@loggia/protocol/vectors/kit-v1-body-token.json' with { type: 'json' }
import signatures from '@loggia/protocol/vectors/kit-v2-request-signature.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/kit-v2-request-verification.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

/** Checks the vectors of the joint kit. */
export const checkKitVectors = async (): Promise<VectorResult[]> => [
  ...checkVectors('kit-v2-request-signature', signatures.cases, isSigned),
  ...(await Promise.all((verifications.cases as Verification[]).map(verify))),
  ...checkVectors('kit-v1-body-token', tokens.cases as Token[], isToken),
  ...checkVectors(
    'kit-v1-body-sign',
    signedReplies.cases,
    ({ accessKey, body, bytes, signature }) =>
      Buffer.byteLength(body) === bytes && signBody(accessKey, body).includes(`"${signature}"`),
  ),
  ...checkVectors('kit-client-secret', secrets.cases as Secret[], isOpened),
  ...checkVectors('kit-client-secret', secrets.unreadable, ({ sealed }) => open(sealed) === undefined),
]

type Signature = Record<'accessKey' | 'nonce' | 'timestamp' | 'body' | 'signature', string> & {
  bytes: number
}

function isSigned({ accessKey, nonce, timestamp, body, bytes, signature }: Signature): boolean {
  const signed = signKitV2({ accessKey, nonce, timestampMs: Number(timestamp), body })
  return signed['x-sign'] === signature && Buffer.byteLength(body) === bytes
}

type Verification = Record<'id' | 'note' | 'accessKey' | 'body', string> & {
  headers: Record<string, string>
  nowMs: number
  noncesSeen?: string[]
  expect: unknown
}

async function verify(vector: Verification): Promise<VectorResult> {
  const { id, note, accessKey, headers, body, nowMs, noncesSeen = [], expect } = vector
  const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
  for (const nonce of noncesSeen) void nonces.remember(nonce, nowMs + 1)
  const verdict = await verifyKitV2({ accessKey, headers, body: Buffer.from(body), nowMs, nonces })
  return { file: 'kit-v2-request-verification', id, note, passed: isDeepStrictEqual(verdict, expect) }
}

type Token = Record<'id' | 'note' | 'accessKey' | 'body', string> & {
  authToken?: string
  pairs?: string
  expect: unknown
}

function isToken({ accessKey, authToken, body, pairs, expect }: Token): boolean {
  const verdict = verifySaasV1Body({ accessKey, authToken, body: Buffer.from(body) })
  const isSignedSo =
    pairs === undefined || isDeepStrictEqual(signSaasV1Body(accessKey, body), { authToken, pairs })
  return isSignedSo && isDeepStrictEqual(verdict, expect)
}

function open(sealed: string, hashes: readonly OaepHashes[] = oaepHashes): string | undefined {
  const read = readPrivateKey(secrets.privateKey)
  return read.ok ? decryptSecret({ privateKey: read.key, sealed, hashes }) : undefined
}

type Secret = Record<'id' | 'note' | 'secret' | 'sealed', string> & { hashes: OaepHashes }

/** The secret is found with its own hashes alone. */
const isOpened = ({ hashes, secret, sealed }: Secret): boolean =>
  oaepHashes.every((one) => open(sealed, [one]) === (one === hashes ? secret : undefined))
