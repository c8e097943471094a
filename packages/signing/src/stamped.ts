import { findBodyForm, readSortedForm } from './body-forms.ts'
import type { BodyForm } from './body-forms.ts'
import { isSameText } from './equal.ts'
import type { NonceStore } from './nonces.ts'

// What SaaS V2.0 (saas-v2 §2.2) and the joint kit (joint-kit §4.1) have in common: a signature in hex over a nonce, a
// timestamp and the body.

/** The largest difference of a timestamp from the receiver's clock, before or after, in milliseconds. */
export const stampWindowMs = 60_000

/** Input of the signature; `timestampMs` is real time in UTC milliseconds, `nonce` is new for each request. */
export type StampSigning = {
  accessKey: string
  body: Uint8Array | string
  nonce: string
  timestampMs: number
}

/** What was sent with a request, and `body`, the bytes as received, before any parsing. */
export type StampVerification = {
  accessKey: string
  signature: string | undefined
  timestamp: string | undefined
  nonce: string | undefined
  body: Uint8Array
  nowMs: number
  windowMs?: number | undefined
  nonces?: NonceStore | undefined
  explain?: boolean | undefined
}

/** Why a request is refused. `got` is the received value, cut to 80 characters. */
export type StampRefusal =
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
export type StampVerdict = { ok: true; over: 'raw' | 'sorted' } | { ok: false; reason: StampRefusal }

/** The nonce and the timestamp of a request. */
export type Stamp = { readonly nonce: string; readonly timestamp: string }
/** Computes the signature in lower-case hex. */
export type StampFormula = (accessKey: string, stamp: Stamp, body: Uint8Array | string) => string

function requireKey(accessKey: string): void {
  if (accessKey === '') throw new RangeError('The access key is empty.')
}

/** The stamp of a request to sign. Throws a RangeError on an empty key or nonce, and on a time without thirteen digits. */
export function requireStamp({ accessKey, nonce, timestampMs }: StampSigning): Stamp {
  requireKey(accessKey)
  if (nonce === '') throw new RangeError('The nonce is empty.')
  const timestamp = String(timestampMs)
  if (!/^\d{13}$/.test(timestamp))
    throw new RangeError(`A timestamp has thirteen digits of milliseconds, not ${timestamp}.`)
  return { nonce, timestamp }
}

const refuse = (reason: StampRefusal): { ok: false; reason: StampRefusal } => ({ ok: false, reason })
const cut = (text: string): string => text.slice(0, 80)

function timestampFault(timestamp: string, nowMs: number, windowMs: number): StampRefusal | undefined {
  if (/^\d{10}$/.test(timestamp)) return { code: 'timestamp_in_seconds', got: timestamp }
  // Exactly thirteen digits: the signed text has no separators, so the first digits of a shorter timestamp could move
  // to the nonce, and a captured request would pass again under an unused nonce.
  if (!/^\d{13}$/.test(timestamp)) return { code: 'timestamp_malformed', got: cut(timestamp) }
  const aheadMs = Number(timestamp) - nowMs
  if (Math.abs(aheadMs) <= windowMs) return undefined
  return { code: 'stale', byMs: Math.abs(aheadMs), ahead: aheadMs > 0 }
}

function fittingForm(
  asked: StampVerification,
  formula: StampFormula,
  sent: { readonly signature: string; readonly stamp: Stamp },
): StampVerdict {
  const { accessKey, body } = asked
  const fits = (form: Uint8Array | string): boolean =>
    isSameText(formula(accessKey, sent.stamp, form), sent.signature)
  if (fits(body)) return { ok: true, over: 'raw' }
  const sorted = readSortedForm(body)
  if (sorted !== undefined && fits(sorted)) return { ok: true, over: 'sorted' }
  const bodyAltered = asked.explain === false ? undefined : findBodyForm(body, fits)
  return refuse(bodyAltered ? { code: 'signature_differs', bodyAltered } : { code: 'signature_differs' })
}

/**
 * Verifies a request over its raw bytes and, if they do not fit, over their sorted re-serialisation. Checks in this
 * order and stops at the first fault: parameters present, timestamp, form of the signature, signature, nonce. The nonce
 * is used up only after the signature fits, so that a forger cannot use up those of others. Throws a RangeError on an
 * empty access key; errors of the store are passed on.
 */
export async function verifyStamp(asked: StampVerification, formula: StampFormula): Promise<StampVerdict> {
  requireKey(asked.accessKey)
  const { signature, timestamp, nonce, windowMs = stampWindowMs } = asked
  if (!signature) return refuse({ code: 'missing_parameter', parameter: 'signature' })
  if (!timestamp) return refuse({ code: 'missing_parameter', parameter: 'timestamp' })
  if (!nonce) return refuse({ code: 'missing_parameter', parameter: 'nonce' })
  const fault = timestampFault(timestamp, asked.nowMs, windowMs)
  if (fault) return refuse(fault)
  if (!/^[0-9a-fA-F]{64}$/.test(signature))
    return refuse({ code: 'signature_malformed', got: cut(signature) })
  const sent = { signature: signature.toLowerCase(), stamp: { nonce, timestamp } }
  const verdict = fittingForm(asked, formula, sent)
  if (!verdict.ok || !asked.nonces) return verdict
  // Held for twice the window, since the store's clock may be a little behind ours.
  const isNew = await asked.nonces.remember(nonce, Number(timestamp) + 2 * windowMs)
  return isNew ? verdict : refuse({ code: 'nonce_seen' })
}
