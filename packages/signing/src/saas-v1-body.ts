import { readObject, readText } from './body-forms.ts'
import { isSameText } from './equal.ts'
import { computeAuthToken, writeCanonicalPairs } from './saas-v1-pairs.ts'
import type { SaasV1Pair } from './saas-v1-pairs.ts'
import { requireAccessKey, findStampFault } from './saas-v1.ts'
import type { Freshness, SaasV1Refusal } from './saas-v1.ts'

/** Why a request with a body is refused; `body_malformed`: the body is no JSON object in UTF-8. */
export type SaasV1BodyRefusal = SaasV1Refusal | { code: 'body_malformed' }
export type SaasV1BodyVerdict = { ok: true } | { ok: false; reason: SaasV1BodyRefusal }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * The pairs that the `authToken` header of a POST covers: the top-level members of the body, not escaped; objects and
 * lists as compact JSON; null and blank members are left out (saas-v1 §11). Undefined if the body is no JSON object in
 * UTF-8.
 */
export function readBodyPairs(body: Uint8Array | string): SaasV1Pair[] | undefined {
  const text = typeof body === 'string' ? body : readText(body)
  const object = text === undefined ? undefined : readObject(text)
  if (!object) return undefined
  return Object.entries(object)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ name, value: textOf(value) }))
    .filter(({ value }) => value.trim() !== '')
}

/**
 * The value of the `authToken` header for a body that contains its own `timeStamp`. Throws a RangeError on an empty
 * key, and on a body that is no JSON object or has no `timeStamp`.
 */
export function signSaasV1Body(
  accessKey: string,
  body: Uint8Array | string,
): { authToken: string; pairs: string } {
  requireAccessKey(accessKey)
  const members = readBodyPairs(body)
  const timeStamp = members?.find(({ name }) => name === 'timeStamp')?.value
  if (!members || timeStamp === undefined)
    throw new RangeError('The body is a JSON object that holds its timeStamp.')
  const pairs = writeCanonicalPairs(members)
  return { authToken: computeAuthToken({ accessKey, timeStamp, pairs }), pairs }
}

/**
 * Verifies the `authToken` header of a POST. The time stamp is read as UTC, but the kit's is in UTC+8: to use {@link
 * Freshness} there, move `nowMs` by eight hours. Throws a RangeError on an empty access key.
 */
export function verifySaasV1Body(asked: {
  accessKey: string
  authToken: string | undefined
  body: Uint8Array
  freshness?: Freshness | undefined
}): SaasV1BodyVerdict {
  requireAccessKey(asked.accessKey)
  const members = readBodyPairs(asked.body)
  if (!members) return { ok: false, reason: { code: 'body_malformed' } }
  const timeStamp = members.find(({ name }) => name === 'timeStamp')?.value
  const fault = findStampFault({ authToken: asked.authToken, timeStamp }, asked.freshness)
  if (fault) return { ok: false, reason: fault }
  const expected = computeAuthToken({
    accessKey: asked.accessKey,
    timeStamp: timeStamp ?? '',
    pairs: writeCanonicalPairs(members),
  })
  return isSameText(asked.authToken ?? '', expected)
    ? { ok: true }
    : { ok: false, reason: { code: 'signature_differs' } }
}
