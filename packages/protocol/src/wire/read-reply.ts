import { omitUndefined } from '@loggia/kernel'
import { decodeObject } from './decode.ts'
import type { JsonObject } from './json.ts'
import type { Verdict } from './verdicts.ts'
import { toVisible } from './visible.ts'

/** A reply as received by the transport. */
export type ReceivedReply = {
  status: number
  /** Names in any case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** All bytes received; a transport that stops at the limit returns at least one byte more, or sets `truncated`. */
  body: Uint8Array
  /** The body ended before its announced length, or was not read to its end. */
  truncated?: boolean | undefined
}

/** The object in a reply's body, or the verdict on a reply that breaks the protocol. */
export type JsonReply = { ok: true; value: JsonObject } | { ok: false; verdict: Verdict }

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Every value of a header, whatever the case of its name, in the order of arrival; `name` is in lower case. */
export const listHeaderValues = (headers: ReceivedReply['headers'], name: string): string[] =>
  Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])

function headerOf(headers: ReceivedReply['headers'], name: string): string | null {
  const usual = Object.hasOwn(headers, name) ? headers[name] : undefined
  if (typeof usual === 'string') return toVisible(usual, 200)
  for (const [key, value] of Object.entries(headers))
    if (key.toLowerCase() === name && value !== undefined)
      return toVisible(typeof value === 'string' ? value : value.join(', '), 200)
  return null
}

/** A redirect repeats the query, which in V1.0 contains the whole request with the buyer's data. */
const withoutQuery = (address: string | null): string | null => address && address.replace(/\?.*/s, '?…')

// Real codings only: some servers send `Content-Encoding: UTF-8` with plain text.
const codings: ReadonlySet<string> = new Set([
  'gzip',
  'x-gzip',
  'deflate',
  'compress',
  'x-compress',
  'br',
  'zstd',
])
const isCompressed = (contentEncoding: string): boolean =>
  contentEncoding.split(',').some((coding) => codings.has(coding.trim().toLowerCase()))

const mostSaidBytes = 65_536

/** The result in the body of an error response; a proxy's response has no code of six digits. */
function saidIn({ status, body }: ReceivedReply) {
  if (status < 400 || body.length > mostSaidBytes) return undefined
  const decoded = decodeObject(body)
  if (!decoded.ok) return undefined
  const { resultCode, resultMsg } = decoded.value
  if (typeof resultCode !== 'string' || !/^\d{6}$/.test(resultCode)) return undefined
  return {
    resultCode,
    resultMsg: typeof resultMsg === 'string' && resultMsg !== '' ? toVisible(resultMsg, 255) : null,
  }
}

function transportFault(reply: ReceivedReply, limitBytes: number): Verdict | undefined {
  const { status, headers, body, truncated } = reply
  if (redirects.has(status))
    return { code: 'redirect', status, location: withoutQuery(headerOf(headers, 'location')) }
  if (status !== 200) {
    const said = saidIn(reply)
    return { code: 'http_status', status, ...omitUndefined({ said }) }
  }
  const contentType = headerOf(headers, 'content-type')
  if (!/^\s*application\/json\s*(;|$)/i.test(contentType ?? ''))
    return { code: 'content_type', got: contentType }
  const contentEncoding = headerOf(headers, 'content-encoding')
  if (contentEncoding !== null && isCompressed(contentEncoding))
    return { code: 'content_encoding', got: contentEncoding }
  if (body.length > limitBytes || (truncated && body.length === limitBytes))
    return { code: 'body_too_long', limitBytes }
  return truncated ? { code: 'body_truncated', gotBytes: body.length } : undefined
}

/**
 * Reads a seller's reply up to its JSON: status 200, `application/json` with any parameters, not compressed (so that a
 * small reply cannot become a large one), not longer than `limitBytes`, complete, UTF-8 without a byte order mark, one
 * object. Stops at the first fault, in that order.
 */
export function readJsonReply(reply: ReceivedReply & { limitBytes: number }): JsonReply {
  const verdict = transportFault(reply, reply.limitBytes)
  if (verdict) return { ok: false, verdict }
  const decoded = decodeObject(reply.body)
  return decoded.ok ? decoded : { ok: false, verdict: decoded.fault }
}
