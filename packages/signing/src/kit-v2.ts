import { computeHmacSha256 } from './hmac.ts'
import type { NonceStore } from './nonces.ts'
import { requireStamp, verifyStamp } from './stamped.ts'
import type { StampFormula, StampRefusal, StampSigning, StampVerdict } from './stamped.ts'

/** Input of the signature; `timestampMs` is real time in UTC milliseconds, `nonce` is new for each request. */
export type KitV2Signing = StampSigning
/** The headers of a signed request. */
export type KitV2Headers = { 'x-sign': string; 'x-timestamp': string; 'x-nonce': string }

/** A received request; names of headers are in lower case, and `body` is the bytes as received, before any parsing. */
export type KitV2Verification = {
  accessKey: string
  headers: { readonly [Name in keyof KitV2Headers]?: string | undefined }
  body: Uint8Array
  /** Real time in UTC milliseconds. */
  nowMs: number
  /** The largest difference of the timestamp from `nowMs`, in milliseconds; 60 s by default. */
  windowMs?: number | undefined
  /** Without a store a request can be replayed while its timestamp is fresh. */
  nonces?: NonceStore | undefined
  /** If false, a signature that does not fit is not compared with other forms of the body. */
  explain?: boolean | undefined
}

/** Why a request is refused; the parameter `signature` is the header `x-sign`, and so on. */
export type KitV2Refusal = StampRefusal
/** `over` is the form of the body that the signature fits: the bytes as received, or their sorted re-serialisation. */
export type KitV2Verdict = StampVerdict

// The body itself follows the stamp, where SaaS V2.0 has its HMAC (joint-kit §4.1).
const formula: StampFormula = (accessKey, { nonce, timestamp }, body) => {
  const head = accessKey + nonce + timestamp
  const signed = typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body])
  return computeHmacSha256(accessKey, signed, 'hex')
}

/**
 * Signs a request of the joint kit V2.0, in lower-case hex. Throws a RangeError on an empty key or nonce, and on a time
 * without thirteen digits.
 */
export function signKitV2(asked: KitV2Signing): KitV2Headers {
  const stamp = requireStamp(asked)
  return {
    'x-sign': formula(asked.accessKey, stamp, asked.body),
    'x-timestamp': stamp.timestamp,
    'x-nonce': stamp.nonce,
  }
}

/**
 * Verifies a request of the joint kit V2.0, as {@link verifyStamp} says. Throws a RangeError on an empty access key;
 * errors of the store are passed on.
 */
export const verifyKitV2 = ({ headers, ...asked }: KitV2Verification): Promise<KitV2Verdict> =>
  verifyStamp(
    {
      ...asked,
      signature: headers['x-sign'],
      timestamp: headers['x-timestamp'],
      nonce: headers['x-nonce'],
    },
    formula,
  )
