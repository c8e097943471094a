import type { DiagnosisAsked } from '../diagnose.ts'
import { computeHash, toHex, computeHmac, encodeStrictly } from './making.ts'
import type { Bytes } from './making.ts'

export const keyId = 'AKEXAMPLE0000000001'
export const secret = 'SKexample/secret+0123456789abcdefghijklmn'
export const date = '20250102T030405Z'
export const sentAtMs = 1_735_787_045_000
export const host = 'mkt.example.com:8443'
export const path = '/api/mkp-openapi-public/global/v1/order/query'
type Pair = readonly [name: string, value: string]
export const query: readonly Pair[] = [
  ['orderId', 'CS 1/订单+~'],
  ['orderLineId', ''],
  ['marker', 'a(b)*'],
]
export const body = '{"orderId":"CS1", "note":"订单"}\n'
export const escapePairs = (list: readonly Pair[], escape = encodeStrictly): string =>
  list.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('&')
export const sortedQuery = query.toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The lines of the canonical request. */
export type Parts = {
  method: string
  path: string
  query: string
  headers: string
  signed: string
  payload: string
}
type Sent = {
  readonly method: string
  readonly path: string
  readonly headers: readonly Pair[]
  readonly body: string
}
/** In what a request differs from one that is signed by the rule. */
export type Way = {
  readonly secret?: Bytes
  readonly parts?: Partial<Parts>
  readonly canonical?: (parts: Parts) => string
  readonly text?: (canonical: string) => string
  readonly mac?: (by: Bytes, of: string) => Buffer
  readonly written?: (digest: Buffer) => string
  readonly authorization?: (signature: string, signed: string) => string
  readonly sent?: Partial<Sent>
  /** The headers when they were signed. */
  readonly headersSigned?: readonly Pair[]
}

export const usualHeaders: readonly Pair[] = [
  ['Host', host],
  ['X-Sdk-Date', date],
  ['Content-Type', 'application/json'],
]
export const writeHeaderLines = (headers: readonly Pair[]): string =>
  headers
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`)
    .toSorted()
    .join('')
export const listNames = (headers: readonly Pair[]): string =>
  headers
    .map(([name]) => name.toLowerCase())
    .toSorted()
    .join(';')
export const joinParts = (p: Parts): string =>
  [p.method, p.path, p.query, p.headers, p.signed, p.payload].join('\n')
export const writeStringToSign = (canonical: string): string =>
  `SDK-HMAC-SHA256\n${date}\n${toHex(computeHash(canonical))}`
/** The header `Authorization` by the rule. */
export const writeAuthorization = (signature: string, signed: string): string =>
  `SDK-HMAC-SHA256 Access=${keyId}, SignedHeaders=${signed}, Signature=${signature}`

/** A request with its signature; `way` says in what it differs from one that is signed by the rule. */
export function createSigned(way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked {
  const sent: Sent = { method: 'POST', path, headers: usualHeaders, body, ...way.sent }
  const headers = way.headersSigned ?? sent.headers
  const parts: Parts = {
    method: sent.method,
    path: `${sent.path.replace(/\/$/, '')}/`,
    query: escapePairs(sortedQuery),
    headers: writeHeaderLines(headers),
    signed: listNames(headers),
    payload: toHex(computeHash(sent.body)),
    ...way.parts,
  }
  const text = (way.text ?? writeStringToSign)((way.canonical ?? joinParts)(parts))
  const digest = (way.mac ?? ((by: Bytes, of: string) => computeHmac(by, of)))(way.secret ?? secret, text)
  const authorization = (way.authorization ?? writeAuthorization)(
    (way.written ?? toHex)(digest),
    parts.signed,
  )
  return {
    protocol: 'ak-sk',
    accessKey: secret,
    accessKeyId: keyId,
    receivedAtMs: sentAtMs + 1000,
    ...more,
    exchange: {
      request: {
        method: sent.method,
        target: `${sent.path}?${escapePairs(query)}`,
        headers: [
          ...sent.headers,
          ...(authorization === '' ? [] : [['Authorization', authorization] as const]),
        ],
        body: Buffer.from(sent.body),
      },
    },
  }
}
