import { listBodyWays } from '../body/body-ways.ts'
import type { Made } from '../body/body-ways.ts'
import type { RequestContext } from '../context.ts'
import { findHeader } from '../exchange.ts'
import type { SeenRequest } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import type { Hows } from '../hows.ts'
import { computeHexHash, computeHexHmac, computeHmac, computeHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { dropEqualWays, markSeldom, createSpace, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { shiftTimestamp, parseUtcMs } from '../stamps.ts'
import { listHeaderWays, listPathWays, listQueryWays, listSignedHeaderWays } from './ak-sk-canonical.ts'
import { macWays, toFinding } from './formula.ts'
import type { Mac } from './formula.ts'

// All steps of SDK-HMAC-SHA256 (ak-sk-signing §3).

const algorithm = 'SDK-HMAC-SHA256'
const sha256 = (text: Uint8Array | string): string => computeHexHash(text)

type Payload = (body: Uint8Array, key: Buffer) => string
function payloadWays(request: SeenRequest): Way<Payload>[] {
  const named = findHeader(request.headers, 'x-sdk-content-sha256')
  const wrong = (payload: Payload, how: Hows['payload']): Way<Payload> =>
    way.wrong(payload, { kind: 'ak_sk_payload', how })
  const quoteBody: Payload = (body) => sha256(JSON.stringify(Buffer.from(body).toString('utf8')))
  return [
    ...(named === undefined
      ? [way.right<Payload>(sha256), ...(request.body.length > 0 ? [way.right(quoteBody)] : [])]
      : [way.right<Payload>(() => named), wrong(sha256, 'header_ignored')]),
    wrong((body) => sha256(body).toUpperCase(), 'upper'),
    wrong((body) => computeHash(body).toString('base64'), 'base64'),
    wrong((body) => Buffer.from(body).toString('utf8'), 'text'),
    wrong(() => '', 'left_out'),
    wrong(() => 'UNSIGNED-PAYLOAD', 'unsigned'),
    wrong((body) => computeHexHash(body, 'md5'), 'md5'),
    wrong((body) => computeHexHash(body, 'sha1'), 'sha1'),
    wrong((body, key) => computeHexHmac(key, body), 'keyed'),
    wrong((body) => sha256(sha256(body)), 'twice'),
    wrong((body) => sha256(Buffer.from(body).toString('base64')), 'base64'),
  ]
}

type Lines = readonly [
  method: string,
  path: string,
  query: string,
  headers: string,
  names: string,
  payload: string,
]
type Canonical = (lines: Lines) => string
const lf: Canonical = (lines) => lines.join('\n')
const canonicalOf = (how: Hows['canonical'], write: Canonical): Way<Canonical> =>
  way.wrong(write, { kind: 'ak_sk_canonical', how })
const canonicalWays: readonly Way<Canonical>[] = [
  way.right(lf),
  canonicalOf(
    'no_blank_line',
    ([method, path, query, headers, names, payload]) =>
      `${method}\n${path}\n${query}\n${headers}${names}\n${payload}`,
  ),
  canonicalOf('newline_at_end', (lines) => `${lf(lines)}\n`),
  canonicalOf('crlf', (lines) => lf(lines).replaceAll('\n', '\r\n')),
  canonicalOf('joined', (lines) => lines.join('')),
  canonicalOf('joined', (lines) => lf(lines).replaceAll('\n', '\\n')),
  canonicalOf('joined', (lines) => lines.join('&')),
  canonicalOf('joined', (lines) => lines.join(' ')),
  canonicalOf('payload_missing', (lines) => lines.slice(0, 5).join('\n')),
  canonicalOf('names_missing', ([method, path, query, headers, , payload]) =>
    [method, path, query, headers, payload].join('\n'),
  ),
  canonicalOf('query_missing', ([method, path, query, ...rest]) =>
    [method, path, ...(query === '' ? [] : [query]), ...rest].join('\n'),
  ),
  canonicalOf('query_missing', ([method, path, query, ...rest]) =>
    [method, query === '' ? path : `${path}?${query}`, ...rest].join('\n'),
  ),
  canonicalOf('order', ([method, path, query, headers, names, payload]) =>
    [method, path, query, names, headers, payload].join('\n'),
  ),
  canonicalOf('order', ([method, path, query, headers, names, payload]) =>
    [method, path, query, payload, headers, names].join('\n'),
  ),
  canonicalOf('order', ([method, path, query, headers, names, payload]) =>
    [path, method, query, headers, names, payload].join('\n'),
  ),
  canonicalOf('lower', (lines) => lf(lines).toLowerCase()),
  canonicalOf('trimmed', (lines) => lines.map((line) => line.trim()).join('\n')),
]

type Hash = (canonical: string, key: Buffer) => string
const hashOf = (how: Hows['hash'], hash: Hash): Way<Hash> => way.wrong(hash, { kind: 'ak_sk_hash', how })
const hashWays: readonly Way<Hash>[] = [
  way.right(sha256),
  hashOf('upper', (text) => sha256(text).toUpperCase()),
  hashOf('base64', (text) => computeHash(text).toString('base64')),
  hashOf('text', (text) => text),
  hashOf('keyed', (text, key) => computeHexHmac(key, text)),
  hashOf('twice', (text) => sha256(sha256(text))),
  hashOf('sha1', (text) => computeHexHash(text, 'sha1')),
  hashOf('md5', (text) => computeHexHash(text, 'md5')),
]

type Hashing = {
  readonly parts: Lines
  readonly canonical: Canonical
  readonly hash: Hash
  readonly key: Buffer
}
/**
 * Remembers the canonical request and its hash, because the ways of the later steps are tried one after the other with
 * the same ones.
 */
function rememberHash(): (by: Hashing) => { readonly text: string; readonly hashed: string } {
  let last: (Hashing & { readonly text: string; readonly hashed: string }) | undefined
  return (by) => {
    const { parts, canonical, hash, key } = by
    const isSame =
      last?.canonical === canonical &&
      last.hash === hash &&
      last.key === key &&
      last.parts.every((one, i) => one === parts[i])
    if (last && isSame) return last
    const text = canonical(parts)
    last = { ...by, text, hashed: hash(text, key) }
    return last
  }
}

type ToSign = (date: string, hash: string) => string
const regions = [
  'cn-north-1',
  'cn-north-4',
  'cn-north-9',
  'cn-east-2',
  'cn-east-3',
  'cn-south-1',
  'cn-southwest-2',
  'ap-southeast-1',
  'ap-southeast-3',
  '',
]
const services = ['', 'mkt', 'apig', 'iam', 'mkp', 'koogallery', 'cbc', 'bss']

function stringWays(accessKeyId: string): Way<ToSign>[] {
  const of = (how: Hows['string'], write: ToSign): Way<ToSign> =>
    way.wrong(write, { kind: 'ak_sk_string', how })
  const right: ToSign = (date, hash) => `${algorithm}\n${date}\n${hash}`
  const scopes = [
    '',
    'sdk_request',
    ...regions.flatMap((region) => services.map((service) => `${region}/${service}/sdk_request`)),
  ]
  return [
    way.right(right),
    of('algorithm_missing', (date, hash) => `${date}\n${hash}`),
    ...[
      'HMAC-SHA256',
      'AWS4-HMAC-SHA256',
      'SDK-HMAC-SHA-256',
      'sdk-hmac-sha256',
      'SDK_HMAC_SHA256',
      'HmacSHA256',
      'ACS3-HMAC-SHA256',
      'TC3-HMAC-SHA256',
      'V11-HMAC-SHA256',
    ].map((name) => of('algorithm_other', (date, hash) => `${name}\n${date}\n${hash}`)),
    of('date_missing', (_, hash) => `${algorithm}\n${hash}`),
    of('date_missing', (_, hash) => `${algorithm}\n\n${hash}`),
    of('hash_only', (_, hash) => hash),
    of('order', (date, hash) => `${date}\n${algorithm}\n${hash}`),
    of('order', (date, hash) => `${algorithm}\n${hash}\n${date}`),
    ...scopes.map((scope) =>
      markSeldom(
        of(
          'scope',
          (date, hash) =>
            `${algorithm}\n${date}\n${scope === '' ? '' : `${date.slice(0, 8)}/${scope}`}\n${hash}`,
        ),
      ),
    ),
    of('id_added', (date, hash) => `${algorithm}\n${accessKeyId}\n${date}\n${hash}`),
    of('id_added', (date, hash) => `${algorithm}\n${date}\n${accessKeyId}\n${hash}`),
    of('newline_at_end', (date, hash) => `${right(date, hash)}\n`),
    of('crlf', (date, hash) => right(date, hash).replaceAll('\n', '\r\n')),
    ...['', ' ', '&', ',', '\\n', ':'].map((separator) =>
      of('joined', (date, hash) => [algorithm, date, hash].join(separator)),
    ),
  ]
}

/** The date in the signed text, which may differ from the one in the header. */
function dateWays(date: string): Way<string>[] {
  const ms = parseUtcMs(date.replace(/[TZ]/g, ''))
  const ways = [way.right(date)]
  if (ms === undefined) return ways
  const at = (byMs: number): string =>
    (shiftTimestamp(date.replace(/[TZ]/g, ''), byMs) ?? '').replace(/^(\d{8})(\d{6})$/, '$1T$2Z')
  const hour = 3_600_000
  const other = (example: string): Way<string> =>
    way.wrong(example, { kind: 'timestamp_formatted' as const, example })
  ways.push(
    way.common(at(8 * hour), toFinding('timestamp_local_signed')),
    way.wrong(at(-8 * hour), toFinding('timestamp_local_signed')),
  )
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  for (const text of [
    date.slice(0, 8),
    date.replace('Z', ''),
    date.replace(/[TZ]/g, ''),
    iso,
    iso.replace('Z', '.000Z'),
    String(ms),
    String(ms / 1000),
    date.toLowerCase(),
  ])
    ways.push(other(text))
  for (let seconds = 1; seconds <= 120; seconds++)
    for (const byMs of [seconds * 1000, -seconds * 1000])
      ways.push(way.alone(at(byMs), { kind: 'timestamp_other', byMs }))
  return dropEqualWays(ways, (one) => one)
}

/** A key for one day, region and service, as AWS derives it. */
const derivedKey = (key: Buffer, scope: readonly string[]): Buffer =>
  scope.reduce((by, of) => computeHmac(by, of), key)

type Keying = (key: Buffer, date: string) => Buffer
const digest: Finding = { kind: 'key_made_of', of: 'digest' }
const keyings: readonly Way<Keying>[] = [
  way.right((key) => key),
  way.wrong((key, date) => computeHmac(key, date.slice(0, 8)), digest),
  way.wrong((key, date) => computeHmac(key, date), digest),
  way.wrong((key, date) => computeHmac(Buffer.concat([Buffer.from('SDK'), key]), date.slice(0, 8)), digest),
  way.wrong((key, date) => computeHmac(Buffer.concat([Buffer.from('AWS4'), key]), date.slice(0, 8)), digest),
  way.wrong((key, date) => Buffer.concat([key, Buffer.from(date)]), { kind: 'key_made_of', of: 'timestamp' }),
  ...['SDK', 'AWS4', ''].flatMap((prefix) =>
    regions.flatMap((region) =>
      services.flatMap((service) =>
        ['sdk_request', 'aws4_request'].map((last) =>
          way.alone<Keying>(
            (key, date) =>
              derivedKey(Buffer.concat([Buffer.from(prefix), key]), [
                date.slice(0, 8),
                region,
                service,
                last,
              ]),
            digest,
          ),
        ),
      ),
    ),
  ),
]

const methodWays = (method: string): Way<string>[] => {
  const upper = method.toUpperCase()
  const other = upper === 'GET' ? 'POST' : 'GET'
  return [
    way.right(upper),
    way.common(upper.toLowerCase(), toFinding('ak_sk_method_lower_case')),
    way.wrong(upper.charAt(0) + upper.slice(1).toLowerCase(), toFinding('ak_sk_method_lower_case')),
    way.wrong('', toFinding('ak_sk_method_other')),
    ...[other, 'PUT', 'HEAD'].map((one) => way.wrong(one, toFinding('ak_sk_method_other'))),
  ]
}

type Values = {
  body: Made
  payload: Payload
  method: string
  path: string
  query: string
  headers: string
  names: string
  canonical: Canonical
  hash: Hash
  key: KeyBytes
  keying: Keying
  date: string
  toSign: ToSign
  mac: Mac
}

export type AkSkParts = {
  readonly accessKeyId: string
  readonly signedHeaders: string
  readonly date: string
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
}

/** The ways in which a request to an open API may have been signed. */
export function createAkSkSpace({ request, keys }: RequestContext, parts: AkSkParts): Space {
  const { accessKeyId, signedHeaders, date, target, headers } = parts
  const host = findHeader(headers, 'host') ?? ''
  const payloads = new Map<string, string>()
  const payloadOf = ({ body, payload, key }: Values, number: number): string => {
    const id = `${number}|${body.id}|${key.id}`
    const known = payloads.get(id)
    if (known !== undefined) return known
    const made = payload(body.bytes, key.bytes)
    if (made.length < 200 && payloads.size < 20_000) payloads.set(id, made)
    return made
  }
  const allPayloads = payloadWays(request)
  const hashOnce = rememberHash()
  const numberOf = new Map(allPayloads.map(({ value }, i) => [value, i]))
  return createSpace<Values>(
    {
      body: listBodyWays(request.body),
      payload: allPayloads,
      method: methodWays(request.method),
      path: listPathWays(target, host),
      query: listQueryWays(target),
      headers: listHeaderWays(headers, signedHeaders.toLowerCase().split(';')),
      names: listSignedHeaderWays(signedHeaders, headers),
      canonical: canonicalWays,
      hash: hashWays,
      key: keys,
      keying: keyings,
      date: dateWays(date),
      toSign: stringWays(accessKeyId),
      mac: macWays.filter(({ mistakes }) => mistakes[0]?.kind !== 'key_with_timestamp'),
    },
    (values) => {
      const { method, path, query, headers: lines, names, canonical, hash, key, keying, toSign, mac } = values
      const payload = payloadOf(values, numberOf.get(values.payload) ?? 0)
      const parts: Lines = [method, path, query, lines, names, payload]
      const { text, hashed } = hashOnce({ parts, canonical, hash, key: key.bytes })
      const signed = toSign(values.date, hashed)
      return {
        digest: mac(keying(key.bytes, values.date), Buffer.from(signed), values.date),
        signed: values.body.bytes,
        cost: text.length / 4096,
      }
    },
  )
}
