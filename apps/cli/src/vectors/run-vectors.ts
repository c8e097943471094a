import { isDeepStrictEqual } from 'node:util'
import { fromIso } from '@loggia/kernel'
import {
  createMemoryNonceStore,
  fieldKey,
  openField,
  sealField,
  signAkSk,
  signBody,
  signSaasV2,
  verifyAkSk,
  verifySaasV2,
} from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'
import fields from '@loggia/protocol/vectors/aes-fields.json' with { type: 'json' }
import akSk from '@loggia/protocol/vectors/ak-sk.json' with { type: 'json' }
import bodySigns from '@loggia/protocol/vectors/body-sign.json' with { type: 'json' }
import signatures from '@loggia/protocol/vectors/saas-v2-request-signature.json' with { type: 'json' }
import verifications from '@loggia/protocol/vectors/saas-v2-request-verification.json' with { type: 'json' }
import type { VectorResult } from './result.ts'
import { saasV1Results } from './saas-v1.ts'

/** Every vector that belongs to signing, in the order of the files. */
export async function runVectors(): Promise<VectorResult[]> {
  return [
    ...signatureResults(),
    ...(await verificationResults()),
    ...bodySignResults(),
    ...fieldResults(),
    ...akSkResults(),
    ...saasV1Results(),
  ]
}

const signatureResults = (): VectorResult[] =>
  signatures.cases.map(({ id, note, accessKey, nonce, timestamp, body, bodyHash, signature }) => {
    const signed = signSaasV2({ accessKey, nonce, timestampMs: Number(timestamp), body })
    return {
      file: 'saas-v2-request-signature',
      id,
      note,
      passed: signed.signature === signature && signed.bodyHash === bodyHash,
    }
  })

type Verification = {
  id: string
  note: string
  accessKey: string
  query: Record<string, string>
  body: string
  nowMs: number
  noncesSeen?: string[]
  expect: unknown
}

const verificationResults = (): Promise<VectorResult[]> =>
  Promise.all(
    (verifications.cases as unknown as Verification[]).map(
      async ({ id, note, accessKey, query, body, nowMs, noncesSeen = [], expect }) => {
        const nonces = createMemoryNonceStore({ nowMs: () => nowMs })
        for (const nonce of noncesSeen) void nonces.remember(nonce, nowMs + 1)
        const verdict = await verifySaasV2({ accessKey, query, body: Buffer.from(body), nowMs, nonces })
        return { file: 'saas-v2-request-verification', id, note, passed: isDeepStrictEqual(verdict, expect) }
      },
    ),
  )

const bodySignResults = (): VectorResult[] =>
  bodySigns.cases.map(({ id, accessKey, body, signature }) => {
    const header = `sign_type="HMAC-SHA256", signature="${signature}"`
    return { file: 'body-sign', id, passed: signBody(accessKey, body) === header }
  })

function fieldResults(): VectorResult[] {
  const file = 'aes-fields'
  const keys = fields.keys.map(({ accessKey, key256 }) => {
    const hex = (bits: FieldKeyBits): string => Buffer.from(fieldKey(accessKey, bits)).toString('hex')
    return {
      file,
      id: `key of ${accessKey}`,
      passed: hex(256) === key256 && hex(128) === key256.slice(0, 32),
    }
  })
  const cases = fields.cases.map(({ id, accessKey, bits: length, iv, plaintext, value }) => {
    const bits = length as FieldKeyBits
    const sealed = sealField({ accessKey, bits, iv, plaintext })
    return { file, id, passed: sealed === value && openField({ accessKey, bits, value }) === plaintext }
  })
  return [...keys, ...cases]
}

type AkSkVector = Omit<(typeof akSk.cases)[number], 'headers'> & {
  headers: Record<string, string>
  deviations?: string[]
}

/** Each is accepted as it is; what official signers do otherwise is never made. */
const akSkResults = (): VectorResult[] =>
  (akSk.cases as AkSkVector[]).map((vector) => {
    const { id, note, accessKeyId, secretKey, signedHeaders, signature, date, deviations } = vector
    const timeMs = fromIso(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    const request = { ...vector, headers: { ...vector.headers, 'x-sdk-date': date } }
    const claim = { accessKeyId, signedHeaders, signature }
    const isAccepted = verifyAkSk({ claim, secretKey, request, nowMs: timeMs }).ok
    const made = signAkSk({ accessKeyId, secretKey, request: vector, timeMs }).headers.authorization
    return {
      file: 'ak-sk',
      id,
      note,
      passed: isAccepted && (deviations !== undefined || made.endsWith(`Signature=${signature}`)),
    }
  })
