import { createHmac } from 'node:crypto'
import { omitUndefined, fromIso, toIso } from '@loggia/kernel'

import {
  bodyHashHeader,
  toCanonicalParts,
  listCanonicalRequests,
  findHeader,
  joinCanonical,
  hashSha256,
  unsignedPayload,
} from './ak-sk-canonical.ts'
import type { AkSkDeviation, AkSkRequest, CanonicalParts } from './ak-sk-canonical.ts'
import { findAkSkMistake } from './ak-sk-mistakes.ts'
import type { AkSkMistake } from './ak-sk-mistakes.ts'
import { isSameText } from './equal.ts'

const algorithm = 'SDK-HMAC-SHA256'
const dateHeader = 'x-sdk-date'

/** The largest difference of `X-Sdk-Date` from the receiver's clock, before or after, in milliseconds. */
export const akSkWindowMs = 15 * 60_000

/** The headers to send with the signed request, and the text that was signed. */
export type AkSkSignature = {
  readonly headers: { readonly 'x-sdk-date': string; readonly authorization: string }
  readonly canonicalRequest: string
}

/** The content of `Authorization`, not verified yet. */
export type AkSkClaim = {
  readonly accessKeyId: string
  /** The list of headers as the client wrote it. */
  readonly signedHeaders: string
  readonly signature: string
}

/** Why a request is refused. `got` is the received value, cut to 80 characters. */
export type AkSkRefusal =
  | { code: 'authorization_missing' }
  | { code: 'algorithm_unknown'; got: string }
  | { code: 'authorization_malformed'; got: string }
  | { code: 'signature_malformed'; got: string }
  | { code: 'date_missing' }
  | { code: 'date_malformed'; got: string }
  /** The date differs by `byMs` from our clock: later if `ahead`, else earlier. */
  | { code: 'stale'; byMs: number; ahead: boolean }
  /** `x-sdk-date` is not a signed header, so the request could be replayed at any time. */
  | { code: 'date_unsigned' }
  /** The client signed a header that did not arrive. */
  | { code: 'signed_header_missing'; header: string }
  /** `X-Sdk-Content-Sha256` is not the hash of this body. */
  | { code: 'body_hash_differs' }
  /**
   * With `mistake` the secret is right and the request was signed with that one mistake. Without it the secret or some
   * part of the request differs; compare our `canonicalRequest` with the client's.
   */
  | { code: 'signature_differs'; canonicalRequest: string; mistake?: AkSkMistake }

type Refused = { ok: false; reason: AkSkRefusal }
export type AkSkReading = { ok: true; claim: AkSkClaim } | Refused
/** `deviations` lists parts not written by the rule; `bodySigned` is false if the signature does not cover the body. */
export type AkSkVerdict = { ok: true; deviations: readonly AkSkDeviation[]; bodySigned: boolean } | Refused

const refuse = (reason: AkSkRefusal): Refused => ({ ok: false, reason })
const cut = (text: string): string => text.slice(0, 80)

const signatureOf = (secretKey: string, date: string, canonicalRequest: string): string =>
  createHmac('sha256', secretKey)
    .update([algorithm, date, hashSha256(canonicalRequest)].join('\n'))
    .digest('hex')

function requireSecret(secretKey: string): void {
  if (secretKey === '') throw new RangeError('The secret key is empty.')
}

/**
 * Signs a request by `SDK-HMAC-SHA256` (ak-sk-signing §3), with all of its headers. `timeMs` is real time in UTC
 * milliseconds. Throws a RangeError on an empty key.
 */
export function signAkSk(asked: {
  accessKeyId: string
  secretKey: string
  request: AkSkRequest
  timeMs: number
}): AkSkSignature {
  requireSecret(asked.secretKey)
  if (asked.accessKeyId === '') throw new RangeError('The access key id is empty.')
  const date = toIso(asked.timeMs).replaceAll(/[-:]|\.\d+/g, '')
  const request = { ...asked.request, headers: { ...asked.request.headers, [dateHeader]: date } }
  const names = Object.keys(request.headers)
    .filter((name) => findHeader(request, name) !== undefined)
    .toSorted()
  const signedHeaders = names.join(';')
  const canonicalRequest = byTheRule(toCanonicalParts(request, names), request, signedHeaders)
  const signature = signatureOf(asked.secretKey, date, canonicalRequest)
  const authorization = `${algorithm} Access=${asked.accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`
  return { headers: { [dateHeader]: date, authorization }, canonicalRequest }
}

function byTheRule(parts: CanonicalParts, { method }: AkSkRequest, signedHeaders: string): string {
  const [path, query, headers, payload] = [parts.path[0], parts.query[0], parts.headers[0], parts.payload[0]]
  return joinCanonical(
    {
      path: path?.text ?? '/',
      query: query?.text ?? '',
      headers: headers?.text ?? '',
      payload: payload?.text ?? '',
    },
    { method, signedHeaders },
  )
}

const form =
  /^\s*Access\s*=\s*([^,\s]+)\s*,\s*SignedHeaders\s*=\s*([^,\s]+)\s*,\s*Signature\s*=\s*([^,\s]+)\s*$/i

/**
 * Reads `Authorization`, so that the secret can be looked up by the access key id. Blanks around its parts are ignored.
 */
export function readAkSk(authorization: string | undefined): AkSkReading {
  const text = authorization?.trim()
  if (!text) return refuse({ code: 'authorization_missing' })
  const [scheme = '', rest = ''] = /^(\S+)(.*)$/s.exec(text)?.slice(1) ?? []
  if (scheme.toUpperCase() !== algorithm) return refuse({ code: 'algorithm_unknown', got: cut(scheme) })
  const [, accessKeyId, signedHeaders, signature] = form.exec(rest) ?? []
  if (!accessKeyId || !signedHeaders || !signature)
    return refuse({ code: 'authorization_malformed', got: cut(text) })
  if (!/^[0-9a-f]{64}$/i.test(signature)) return refuse({ code: 'signature_malformed', got: cut(signature) })
  return { ok: true, claim: { accessKeyId, signedHeaders, signature: signature.toLowerCase() } }
}

const dateForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

function readDate(text: string): number | undefined {
  if (!dateForm.test(text)) return undefined
  try {
    return fromIso(text.replace(dateForm, '$1-$2-$3T$4:$5:$6Z'))
  } catch {
    return undefined
  }
}

function dateFault(date: string | undefined, nowMs: number): AkSkRefusal | undefined {
  if (!date) return { code: 'date_missing' }
  const timeMs = readDate(date)
  if (timeMs === undefined) return { code: 'date_malformed', got: cut(date) }
  const aheadMs = timeMs - nowMs
  if (Math.abs(aheadMs) <= akSkWindowMs) return undefined
  return { code: 'stale', byMs: Math.abs(aheadMs), ahead: aheadMs > 0 }
}

/** The signature covers the hash that the client names instead of the body, so that hash must be this body's. */
function bodyFault(request: AkSkRequest): AkSkRefusal | undefined {
  const named = findHeader(request, bodyHashHeader)
  if (named === undefined || named === unsignedPayload) return undefined
  return isSameText(named.toLowerCase(), hashSha256(request.body)) ? undefined : { code: 'body_hash_differs' }
}

/**
 * Verifies a request after {@link readAkSk} has read its claim, by the rule and then as official signers deviate from
 * it. Checks in this order and stops at the first fault: date, signed headers, the body's hash if one is named,
 * signature. Throws a RangeError on an empty secret.
 */
export function verifyAkSk(asked: {
  claim: AkSkClaim
  secretKey: string
  request: AkSkRequest
  /** Real time in UTC milliseconds. */
  nowMs: number
}): AkSkVerdict {
  requireSecret(asked.secretKey)
  const { claim, request } = asked
  const date = findHeader(request, dateHeader)
  const stale = dateFault(date, asked.nowMs)
  if (stale) return refuse(stale)
  const names = claim.signedHeaders.toLowerCase().split(';')
  if (!names.includes(dateHeader)) return refuse({ code: 'date_unsigned' })
  const missing = names.find((name) => findHeader(request, name) === undefined)
  if (missing !== undefined) return refuse({ code: 'signed_header_missing', header: cut(missing) })
  const altered = bodyFault(request)
  return altered ? refuse(altered) : fittingForm(asked, names, date ?? '')
}

function fittingForm(
  { claim, secretKey, request }: { claim: AkSkClaim; secretKey: string; request: AkSkRequest },
  names: readonly string[],
  date: string,
): AkSkVerdict {
  const parts = toCanonicalParts(request, names)
  const of = { method: request.method, signedHeaders: claim.signedHeaders }
  const fits = (canonicalRequest: string): boolean =>
    isSameText(signatureOf(secretKey, date, canonicalRequest), claim.signature)
  for (const { text, deviations } of listCanonicalRequests(parts, of))
    if (fits(text))
      return { ok: true, deviations, bodySigned: findHeader(request, bodyHashHeader) !== unsignedPayload }
  const canonicalRequest = byTheRule(parts, request, claim.signedHeaders)
  const mistake = findAkSkMistake({ request, parts, of, fits })
  return refuse(omitUndefined({ code: 'signature_differs', canonicalRequest, mistake }))
}
