import { Buffer, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'

/** A request as sent; header names are lower-case, as Node and Fastify provide them. */
export type AkSkRequest = {
  method: string
  /** Path and query of the request line, escaped or not. */
  target: string
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The bytes as received, before any parsing. */
  body: Uint8Array | string
}

/**
 * Ways in which official signers deviate from the rule for canonical requests; a gateway has to accept them:
 * - `path_escaped_twice`, `path_half_escaped_twice`, `path_not_normalised`: the path is escaped as it was given;
 * - `query_names_lower_case`, `query_plus_is_blank`, `query_sorted_escaped`: the query is written in another way;
 * - `headers_sorted_by_language`: header lines are in dictionary order;
 * - `body_quoted`: a text body is hashed as a JSON string.
 */
export type AkSkDeviation =
  | 'path_escaped_twice'
  | 'path_half_escaped_twice'
  | 'path_not_normalised'
  | 'query_names_lower_case'
  | 'query_plus_is_blank'
  | 'query_sorted_escaped'
  | 'headers_sorted_by_language'
  | 'body_quoted'

/** One way to write a part of the canonical request. */
export type Written = { readonly text: string; readonly deviations: readonly AkSkDeviation[] }
/** The four parts that can be written in several ways; the first is by the rule. */
export type CanonicalParts = Readonly<Record<'path' | 'query' | 'headers' | 'payload', readonly Written[]>>

/** The header whose value replaces the body's hash. */
export const bodyHashHeader = 'x-sdk-content-sha256'
/** The header's value if the signature does not cover the body. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD'

export const hashSha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex')

const unreserved = /[A-Za-z0-9\-_.~]/
const escapedBytes = Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte)
  return unreserved.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})
const escape = (bytes: Uint8Array): string => Array.from(bytes, (byte) => escapedBytes[byte]).join('')
const escapeText = (text: string): string => escape(Buffer.from(text))

/**
 * The bytes that an escaped text stands for; a per cent sign without two digits stands for itself, so nothing is
 * refused.
 */
function unescape(text: string): Buffer {
  const pieces = text.split(/(%[0-9A-Fa-f]{2})/)
  return Buffer.concat(
    pieces.map((piece, i) => (i % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece))),
  )
}

const always = (text: string): Written => ({ text, deviations: [] })
const but = (text: string, ...deviations: AkSkDeviation[]): Written => ({ text, deviations })

/** Each text once, with the fewest deviations that lead to it. */
function distinct(ways: readonly Written[]): Written[] {
  const seen = new Map<string, Written>()
  for (const way of ways) {
    const known = seen.get(way.text)
    if (!known || way.deviations.length < known.deviations.length) seen.set(way.text, way)
  }
  return [...seen.values()]
}

// Characters that the URL parser of the Node signer escapes before the signer escapes them again.
const parserEscapes = /[{}|\\^`<>"' \t\r\n]/g
const escapeHalf = (text: string): string =>
  text.replace(parserEscapes, (letter) => escapedBytes[letter.charCodeAt(0)] ?? letter)

function normalise(segments: readonly string[]): string[] {
  const kept: string[] = []
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  }
  return kept
}

const join = (segments: readonly string[]): string => `/${segments.map((segment) => `${segment}/`).join('')}`

function writePath(path: string): Written[] {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/')
  const given = segments.map((segment) => escape(unescape(segment)))
  const halfTwice = segments.map((segment) => escapeText(escapeHalf(unescape(segment).toString())))
  return distinct([
    always(join(normalise(given))),
    but(join(segments.map(escapeText)), 'path_escaped_twice'),
    but(join(halfTwice), 'path_half_escaped_twice'),
    but(join(given), 'path_not_normalised'),
  ])
}

type Pair = { readonly name: Buffer; readonly value: Buffer }

/** The pairs of a query string, in their order. */
function readPairs(query: string): Pair[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? []
      return { name: unescape(name), value: unescape(value) }
    })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const writePair = ({ name, value }: Pair): string => `${escape(name)}=${escape(value)}`
const lowerName = ({ name, value }: Pair): Pair => ({
  name: Buffer.from(name.toString().toLowerCase()),
  value,
})

const byMeaning = (a: Pair, b: Pair): number =>
  compare(a.name.toString(), b.name.toString()) || compare(a.value.toString(), b.value.toString())
const byEscapes = (a: Pair, b: Pair): number =>
  compare(escape(a.name), escape(b.name)) || compare(escape(a.value), escape(b.value))

function writeQuery(query: string): Written[] {
  const sortForms = (pairs: readonly Pair[], deviations: readonly AkSkDeviation[]): Written[] => {
    const write = (order: (a: Pair, b: Pair) => number): string =>
      pairs.toSorted(order).map(writePair).join('&')
    return [
      { text: write(byMeaning), deviations },
      { text: write(byEscapes), deviations: [...deviations, 'query_sorted_escaped'] },
    ]
  }
  const listCases = (text: string, ...deviations: AkSkDeviation[]): Written[] => {
    const pairs = readPairs(text)
    return [
      ...sortForms(pairs, deviations),
      ...sortForms(pairs.map(lowerName), [...deviations, 'query_names_lower_case']),
    ]
  }
  return distinct([...listCases(query), ...listCases(query.replaceAll('+', '%20'), 'query_plus_is_blank')])
}

/** The value of a header; several values are joined as one list (RFC 9110 §5.3). */
export function findHeader(request: AkSkRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : value?.join(', ')
}

function writeHeaders(request: AkSkRequest, names: readonly string[]): Written[] {
  const write = (order: (a: string, b: string) => number): string =>
    names
      .toSorted(order)
      .map((name) => `${name}:${(findHeader(request, name) ?? '').trim()}\n`)
      .join('')
  const byLanguage = (a: string, b: string): number => a.localeCompare(b, 'en')
  return distinct([always(write(compare)), but(write(byLanguage), 'headers_sorted_by_language')])
}

function writePayload(request: AkSkRequest): Written[] {
  const given = findHeader(request, bodyHashHeader)
  if (given !== undefined) return [always(given)]
  const whole = always(hashSha256(request.body))
  const bytes = typeof request.body === 'string' ? Buffer.from(request.body) : request.body
  if (bytes.length === 0 || !isUtf8(bytes)) return [whole]
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return [whole, but(hashSha256(JSON.stringify(text)), 'body_quoted')]
}

/** The parts of the canonical request; `names` are the signed headers, in lower case. */
export function toCanonicalParts(request: AkSkRequest, names: readonly string[]): CanonicalParts {
  const [, path = '', query = ''] = /^([^?]*)\??([^]*)$/.exec(request.target) ?? []
  return {
    path: writePath(path),
    query: writeQuery(query),
    headers: writeHeaders(request, names),
    payload: writePayload(request),
  }
}

/** Joins a canonical request; `signedHeaders` is the list as the client wrote it. */
export const joinCanonical = (
  parts: Readonly<Record<keyof CanonicalParts, string>>,
  of: { readonly method: string; readonly signedHeaders: string },
): string =>
  [of.method.toUpperCase(), parts.path, parts.query, parts.headers, of.signedHeaders, parts.payload].join(
    '\n',
  )

/** Every canonical request that an official signer may have signed; the first is by the rule. */
export function* listCanonicalRequests(
  parts: CanonicalParts,
  of: { readonly method: string; readonly signedHeaders: string },
): Generator<Written> {
  for (const path of parts.path)
    for (const query of parts.query)
      for (const headers of parts.headers)
        for (const payload of parts.payload) {
          const ways = { path, query, headers, payload }
          yield {
            text: joinCanonical(
              { path: path.text, query: query.text, headers: headers.text, payload: payload.text },
              of,
            ),
            deviations: Object.values(ways).flatMap((way) => way.deviations),
          }
        }
}
