import { isSameText } from './equal.ts'
import { readQuery, writeQuery } from './query.ts'
import type { QueryParameter } from './query.ts'
import { findSaasV1Mistake } from './saas-v1-mistakes.ts'
import type { SaasV1Mistake } from './saas-v1-mistakes.ts'
import { computeAuthToken, compareByName, writeCanonicalPairs, dropRepeated } from './saas-v1-pairs.ts'
import { formatTimeStamp, parseTimeStamp } from './time-stamp.ts'

/**
 * Input of the signature; `timeStampMs` is real time in UTC milliseconds. `timeStamp` and `authToken` are added to the
 * parameters.
 */
export type SaasV1Signing = {
  accessKey: string
  parameters: Readonly<Record<string, string>>
  timeStampMs: number
  /**
   * The query string of the production address itself, if any. A seller checks all parameters that arrive, so it is
   * signed and sent too; a parameter of the request replaces one with the same name here.
   */
  ownQuery?: string | undefined
}

/** `pairs` is the text that was signed, `query` the whole query string without its question mark. */
export type SaasV1Signature = { authToken: string; timeStamp: string; pairs: string; query: string }

/** A limit to the age of a request. The protocol has none (saas-v1 §3), so the age is checked only if this is given. */
export type Freshness = {
  /** Real time in UTC milliseconds. */
  nowMs: number
  /** The largest difference of `timeStamp` from `nowMs`, before or after, in milliseconds. */
  windowMs: number
}

/** A received request; `query` is its query string before any decoding. */
export type SaasV1Verification = {
  accessKey: string
  query: string
  freshness?: Freshness | undefined
  /** If false, a token that does not fit is not searched for mistakes, which costs more than verifying it. */
  explain?: boolean | undefined
}

/** Why a request is refused; a seller's server answers each with `000001`. `got` is cut to 80 characters. */
export type SaasV1Refusal =
  | { code: 'missing_parameter'; parameter: 'authToken' | 'timeStamp' }
  /** Not seventeen digits of a valid time. */
  | { code: 'timestamp_malformed'; got: string }
  /** The time stamp differs by `byMs` from our clock: later if `ahead`, else earlier. Only with {@link Freshness}. */
  | { code: 'stale'; byMs: number; ahead: boolean }
  /** Not 44 characters of Base64. */
  | { code: 'signature_malformed'; got: string }
  /**
   * With `mistake` the access key is right. Without it the key or a parameter differs, and the request does not tell
   * which.
   */
  | { code: 'signature_differs'; mistake?: SaasV1Mistake }

export type SaasV1Verdict = { ok: true } | { ok: false; reason: SaasV1Refusal }

export function requireAccessKey(accessKey: string): void {
  if (accessKey === '') throw new RangeError('The access key is empty.')
}

/**
 * Signs a request of SaaS V1.0 (saas-v1 §3). Throws a RangeError on an empty key, and on a time that seventeen digits
 * cannot express.
 */
export function signSaasV1({
  accessKey,
  parameters,
  timeStampMs,
  ownQuery = '',
}: SaasV1Signing): SaasV1Signature {
  requireAccessKey(accessKey)
  const timeStamp = formatTimeStamp(timeStampMs)
  const ours = Object.entries({ ...parameters, timeStamp }).map(([name, value]) => ({ name, value }))
  const signed = dropRepeated([...ours, ...readQuery(ownQuery)]).toSorted(compareByName)
  const pairs = writeCanonicalPairs(signed)
  const authToken = computeAuthToken({ accessKey, timeStamp, pairs })
  return {
    authToken,
    timeStamp,
    pairs,
    query: writeQuery([...signed, { name: 'authToken', value: authToken }]),
  }
}

const refuse = (reason: SaasV1Refusal): SaasV1Verdict => ({ ok: false, reason })
const cut = (text: string): string => text.slice(0, 80)
const firstOf = (parameters: readonly QueryParameter[], name: string): string | undefined =>
  parameters.find((parameter) => parameter.name === name)?.value

/** Faults of the time stamp and of the token's form, which query and header share. */
export function findStampFault(
  { authToken, timeStamp }: { authToken: string | undefined; timeStamp: string | undefined },
  freshness: Freshness | undefined,
): SaasV1Refusal | undefined {
  if (!authToken) return { code: 'missing_parameter', parameter: 'authToken' }
  if (!timeStamp) return { code: 'missing_parameter', parameter: 'timeStamp' }
  const stampMs = parseTimeStamp(timeStamp)
  if (stampMs === undefined) return { code: 'timestamp_malformed', got: cut(timeStamp) }
  const aheadMs = freshness ? stampMs - freshness.nowMs : 0
  if (freshness && Math.abs(aheadMs) > freshness.windowMs)
    return { code: 'stale', byMs: Math.abs(aheadMs), ahead: aheadMs > 0 }
  return /^[A-Za-z0-9+/]{43}=$/.test(authToken)
    ? undefined
    : { code: 'signature_malformed', got: cut(authToken) }
}

/**
 * Verifies a request of SaaS V1.0 over the decoded parameters. Checks in this order and stops at the first fault:
 * parameters present, time stamp, form of the token, token. Throws a RangeError on an empty access key.
 */
export function verifySaasV1({
  accessKey,
  query,
  freshness,
  explain = true,
}: SaasV1Verification): SaasV1Verdict {
  requireAccessKey(accessKey)
  const parameters = readQuery(query)
  // A blank in a token was sent as an unescaped plus sign; Base64 has no blanks.
  const authToken = firstOf(parameters, 'authToken')?.replaceAll(' ', '+')
  const timeStamp = firstOf(parameters, 'timeStamp')
  const fault = findStampFault({ authToken, timeStamp }, freshness)
  if (fault) return refuse(fault)
  const [token = '', stamp = ''] = [authToken, timeStamp]
  const fits = (pairs: string, keyed?: 'without_time_stamp'): boolean =>
    isSameText(computeAuthToken({ accessKey, timeStamp: keyed ? '' : stamp, pairs }), token)
  if (fits(writeCanonicalPairs(parameters))) return { ok: true }
  const mistake = explain ? findSaasV1Mistake(parameters, fits) : undefined
  return refuse(mistake ? { code: 'signature_differs', mistake } : { code: 'signature_differs' })
}
