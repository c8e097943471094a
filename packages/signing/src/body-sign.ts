import { isSameText } from './equal.ts'
import { computeHmacSha256 } from './hmac.ts'

/** The name of the response header; some V1.0 debuggers compare it with these capitals. */
export const bodySignHeader = 'Body-Sign'

/** Why a reply's signature is refused. `got` is cut to 40 characters. */
export type BodySignRefusal =
  | { code: 'header_missing' }
  | { code: 'header_malformed' }
  | { code: 'sign_type_unknown'; got: string }
  /** The key or the body differs; the reply does not tell which. */
  | { code: 'signature_differs' }
export type BodySignVerdict = { ok: true } | { ok: false; reason: BodySignRefusal }

const digest = (accessKey: string, body: Uint8Array | string): string =>
  computeHmacSha256(accessKey, body, 'base64')

/** The value of the `Body-Sign` header (saas-v2 §2.3); `body` is the whole body as sent, including white space. */
export function signBody(accessKey: string, body: Uint8Array | string): string {
  return `sign_type="HMAC-SHA256", signature="${digest(accessKey, body)}"`
}

/** Headers of a reply: an object with names in any case, or pairs such as those of a `Headers`. */
export type ReplyHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>

/**
 * Every value of the `Body-Sign` header, whatever the case of its name: HTTP names have no case, HTTP/2 lower-cases
 * them, and some sellers send the header three times.
 */
export function listBodySignValues(headers: ReplyHeaders): string[] {
  const entries: Iterable<readonly [string, string | readonly string[] | undefined]> =
    Symbol.iterator in headers ? headers : Object.entries(headers)
  return [...entries]
    .filter(([name]) => name.toLowerCase() === bodySignHeader.toLowerCase())
    .flatMap(([, value]) => value ?? [])
}

const pair = /sign_type[ \t]*=[ \t]*"([^"]*)"[ \t]*,[ \t]*signature[ \t]*=[ \t]*"([^"]*)"/g

/**
 * Verifies the `Body-Sign` of a reply over its bytes as received. Sellers vary the blanks and repeat the header: blanks
 * are ignored, and one of several values, as a list or joined by commas, has to fit.
 */
export function verifyBodySign(asked: {
  accessKey: string
  header: string | readonly string[] | undefined
  body: Uint8Array
}): BodySignVerdict {
  const refuse = (reason: BodySignRefusal): BodySignVerdict => ({ ok: false, reason })
  const text = typeof asked.header === 'string' ? asked.header : (asked.header ?? []).join(',')
  if (text.trim() === '') return refuse({ code: 'header_missing' })
  const found = [...text.matchAll(pair)].map(([, type = '', signature = '']) => ({ type, signature }))
  const [first] = found
  if (!first) return refuse({ code: 'header_malformed' })
  const known = found.filter(({ type }) => type === 'HMAC-SHA256')
  if (known.length === 0) return refuse({ code: 'sign_type_unknown', got: first.type.slice(0, 40) })
  const expected = digest(asked.accessKey, asked.body)
  return known.some(({ signature }) => isSameText(signature, expected))
    ? { ok: true }
    : refuse({ code: 'signature_differs' })
}
