import { findBodyForm, readSortedForm } from './body-forms.ts'
import type { BodyForm } from './body-forms.ts'
import { isSameText } from './equal.ts'
import { computeHmacSha256 } from './hmac.ts'
import type { NonceStore } from './nonces.ts'

/** The largest difference of a timestamp from the receiver's clock, before or after, in milliseconds (saas-v2 §2.2). */
export const saasV2WindowMs = 60_000

/** Input of the signature; `timestampMs` is real time in UTC milliseconds, `nonce` is new for each request. */
export type SaasV2Signing = {
  accessKey: string
  body: Uint8Array | string
  nonce: string
  timestampMs: number
}

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
export type SaasV2Refusal =
  | { code: 'missing_parameter'; parameter: 'signature' | 'timestamp' | 'nonce' }
  /** Ten digits: seconds were sent instead of milliseconds. */
  | { code: 'timestamp_in_seconds'; got: string }
  | { code: 'timestamp_malformed'; got: string }
  /** The timestamp differs by `byMs` from our clock: later if `ahead`, else earlier. */
  | { code: 'stale'; byMs: number; ahead: boolean }
  | { code: 'signature_malformed'; got: string }
  /**
   * With `bodyAltered` the key, the nonce and the timestamp are right, and the signature covers that other form of the
   * body. Without it the key, the nonce, the timestamp or the body differs, and the request does not tell which.
   */
  | { code: 'signature_differs'; bodyAltered?: BodyForm }
  | { code: 'nonce_seen' }

/** `over` is the form of the body that the signature fits: the bytes as received, or their sorted re-serialisation. */
export type SaasV2Verdict = { ok: true; over: 'raw' | 'sorted' } | { ok: false; reason: SaasV2Refusal }

type Stamp = { nonce: string; timestamp: string }

const hmac = (accessKey: string, data: Uint8Array | string): string =>
  computeHmacSha256(accessKey, data, 'hex')

function requireKey(accessKey: string): void {
  if (accessKey === '') throw new RangeError('The access key is empty.')
}

// The protocol concatenates without separators (saas-v2 §2.2).
const signatureOver = (accessKey: string, stamp: Stamp, bodyHash: string): string =>
  hmac(accessKey, accessKey + stamp.nonce + stamp.timestamp + bodyHash)

/**
 * Signs a request of SaaS V2.0. Throws a RangeError on an empty key or nonce, and on a time without thirteen digits.
 */
export function signSaasV2({ accessKey, body, nonce, timestampMs }: SaasV2Signing): SaasV2Signature {
  requireKey(accessKey)
  if (nonce === '') throw new RangeError('The nonce is empty.')
  const timestamp = String(timestampMs)
  if (!/^\d{13}$/.test(timestamp))
    throw new RangeError(`A timestamp has thirteen digits of milliseconds, not ${timestamp}.`)
  const bodyHash = hmac(accessKey, body)
  const signature = signatureOver(accessKey, { nonce, timestamp }, bodyHash).toUpperCase()
  return {
    signature,
    bodyHash,
    query: `signature=${signature}&timestamp=${timestamp}&nonce=${encodeURIComponent(nonce)}`,
  }
}

const refuse = (reason: SaasV2Refusal): { ok: false; reason: SaasV2Refusal } => ({ ok: false, reason })
const cut = (text: string): string => text.slice(0, 80)

function timestampFault(timestamp: string, nowMs: number, windowMs: number): SaasV2Refusal | undefined {
  if (/^\d{10}$/.test(timestamp)) return { code: 'timestamp_in_seconds', got: timestamp }
  // Exactly thirteen digits: the signed text has no separators, so the first digits of a shorter timestamp could move
  // to the nonce, and a captured request would pass again under an unused nonce.
  if (!/^\d{13}$/.test(timestamp)) return { code: 'timestamp_malformed', got: cut(timestamp) }
  const aheadMs = Number(timestamp) - nowMs
  if (Math.abs(aheadMs) <= windowMs) return undefined
  return { code: 'stale', byMs: Math.abs(aheadMs), ahead: aheadMs > 0 }
}

function fittingForm(asked: SaasV2Verification, signature: string, stamp: Stamp): SaasV2Verdict {
  const { accessKey, body } = asked
  const fits = (form: Uint8Array | string): boolean =>
    isSameText(signatureOver(accessKey, stamp, hmac(accessKey, form)), signature)
  if (fits(body)) return { ok: true, over: 'raw' }
  const sorted = readSortedForm(body)
  if (sorted !== undefined && fits(sorted)) return { ok: true, over: 'sorted' }
  const bodyAltered = asked.explain === false ? undefined : findBodyForm(body, fits)
  return refuse(bodyAltered ? { code: 'signature_differs', bodyAltered } : { code: 'signature_differs' })
}

/**
 * Verifies a request of SaaS V2.0 over its raw bytes and, if they do not fit, over their sorted re-serialisation.
 * Checks in this order and stops at the first fault: parameters present, timestamp, form of the signature, signature,
 * nonce. The nonce is used up only after the signature fits, so that a forger cannot use up those of others. Throws a
 * RangeError on an empty access key; errors of the store are passed on.
 */
export async function verifySaasV2(asked: SaasV2Verification): Promise<SaasV2Verdict> {
  requireKey(asked.accessKey)
  const { signature, timestamp, nonce } = asked.query
  const { windowMs = saasV2WindowMs } = asked
  if (!signature) return refuse({ code: 'missing_parameter', parameter: 'signature' })
  if (!timestamp) return refuse({ code: 'missing_parameter', parameter: 'timestamp' })
  if (!nonce) return refuse({ code: 'missing_parameter', parameter: 'nonce' })
  const fault = timestampFault(timestamp, asked.nowMs, windowMs)
  if (fault) return refuse(fault)
  if (!/^[0-9a-fA-F]{64}$/.test(signature))
    return refuse({ code: 'signature_malformed', got: cut(signature) })
  const verdict = fittingForm(asked, signature.toLowerCase(), { nonce, timestamp })
  if (!verdict.ok || !asked.nonces) return verdict
  // Held for twice the window, since the store's clock may be a little behind ours.
  const isNew = await asked.nonces.remember(nonce, Number(timestamp) + 2 * windowMs)
  return isNew ? verdict : refuse({ code: 'nonce_seen' })
}
