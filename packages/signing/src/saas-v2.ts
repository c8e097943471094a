import { computeHmacSha256 } from './hmac.ts'
import type { NonceStore } from './nonces.ts'
import { requireStamp, stampWindowMs, verifyStamp } from './stamped.ts'
import type { Stamp, StampFormula, StampRefusal, StampSigning, StampVerdict } from './stamped.ts'

/** The largest difference of a timestamp from the receiver's clock, before or after, in milliseconds (saas-v2 §2.2). */
export const saasV2WindowMs = stampWindowMs

/** Input of the signature; `timestampMs` is real time in UTC milliseconds, `nonce` is new for each request. */
export type SaasV2Signing = StampSigning

/** `signature` is upper-case hex, `bodyHash` lower-case hex, `query` the whole query string without its question mark. */
export type SaasV2Signature = { signature: string; bodyHash: string; query: string }

/** The decoded query parameters of a request; `body` is the bytes as received, before any parsing. */
export type SaasV2Verification = {
  accessKey: string
  query: { signature?: string | undefined; timestamp?: string | undefined; nonce?: string | undefined }
  body: Uint8Array
  /** Real time in UTC milliseconds. */
  nowMs: number
  /** The largest difference of the timestamp from `nowMs`, in milliseconds; {@link saasV2WindowMs} by default. */
  windowMs?: number | undefined
  /** Without a store a request can be replayed while its timestamp is fresh. */
  nonces?: NonceStore | undefined
  /**
   * If false, a signature that does not fit is not compared with other forms of the body, which costs more than
   * verifying it.
   */
  explain?: boolean | undefined
}

/** Why a request is refused. `got` is the received value, cut to 80 characters. */
export type SaasV2Refusal = StampRefusal
/** `over` is the form of the body that the signature fits: the bytes as received, or their sorted re-serialisation. */
export type SaasV2Verdict = StampVerdict

const hmac = (accessKey: string, data: Uint8Array | string): string =>
  computeHmacSha256(accessKey, data, 'hex')

// The protocol concatenates without separators (saas-v2 §2.2).
const signatureOver = (accessKey: string, stamp: Stamp, bodyHash: string): string =>
  hmac(accessKey, accessKey + stamp.nonce + stamp.timestamp + bodyHash)
const formula: StampFormula = (accessKey, stamp, body) =>
  signatureOver(accessKey, stamp, hmac(accessKey, body))

/**
 * Signs a request of SaaS V2.0. Throws a RangeError on an empty key or nonce, and on a time without thirteen digits.
 */
export function signSaasV2(asked: SaasV2Signing): SaasV2Signature {
  const stamp = requireStamp(asked)
  const bodyHash = hmac(asked.accessKey, asked.body)
  const signature = signatureOver(asked.accessKey, stamp, bodyHash).toUpperCase()
  return {
    signature,
    bodyHash,
    query: `signature=${signature}&timestamp=${stamp.timestamp}&nonce=${encodeURIComponent(stamp.nonce)}`,
  }
}

/**
 * Verifies a request of SaaS V2.0, as {@link verifyStamp} says. Throws a RangeError on an empty access key; errors of
 * the store are passed on.
 */
export const verifySaasV2 = ({ query, ...asked }: SaasV2Verification): Promise<SaasV2Verdict> =>
  verifyStamp(
    { ...asked, signature: query.signature, timestamp: query.timestamp, nonce: query.nonce },
    formula,
  )
