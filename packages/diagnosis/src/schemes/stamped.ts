import { bodyMaker, bodyWays } from '../body-ways.ts'
import type { BodyChoice } from '../body-ways.ts'
import { percentEncode } from '../charsets.ts'
import type { Parameter, SeenRequest } from '../exchange.ts'
import type { Finding, PlainKind } from '../findings.ts'
import { algorithmName, hmac, otherAlgorithms, plainHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { distinctWays, spaceOf, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { localTimeOf, secondsOf, shortTimeOf } from '../stamps.ts'

// The requests that are signed with a nonce and a timestamp: V2.0 and order notification (saas-v2 §2.2), and the joint kit (joint-kit §4.1).

/** What was sent with the body. */
export type Stamp = { readonly nonce: string; readonly rawNonce: string; readonly timestamp: string }

type Inner = {
  readonly id: string
  readonly apply: (key: Buffer, body: Uint8Array, stamp: string) => string | Uint8Array
}
type Parts = (key: Buffer, nonce: string, timestamp: string, rest: Buffer) => readonly (Uint8Array | string)[]
type Outer = (key: Buffer, text: Uint8Array, timestamp: string) => Buffer

const mistake = (kind: PlainKind): Finding => ({ kind })
const hexMac: Inner = { id: 'hmac', apply: (key, body) => hmac(key, body).toString('hex') }
const theBody: Inner = { id: 'text', apply: (_, body) => body }

const innerOf = (right: Inner, ...others: [Inner, PlainKind][]): Way<Inner>[] => [
  way.right(right),
  ...others.map(([inner, kind]) => way.wrong(inner, mistake(kind))),
]
const innerForBasic = innerOf(
  hexMac,
  [{ id: 'sha256', apply: (_, body) => plainHash(body).toString('hex') }, 'hash_plain_inner'],
  [{ id: 'upper', apply: (key, body) => hmac(key, body).toString('hex').toUpperCase() }, 'inner_upper_case'],
  [{ id: 'base64', apply: (key, body) => hmac(key, body).toString('base64') }, 'inner_base64'],
  [{ id: 'binary', apply: (key, body) => hmac(key, body) }, 'inner_binary'],
  [theBody, 'kit_formula'],
)
const innerForKit = innerOf(theBody, [hexMac, 'basic_formula'])

const joined =
  (separator: string): Parts =>
  (key, nonce, timestamp, rest) => [key, separator, nonce, separator, timestamp, separator, rest]
const sortedParts: Parts = (key, nonce, timestamp, rest) =>
  [key.toString('latin1'), nonce, timestamp, rest.toString('latin1')]
    .toSorted()
    .map((one) => Buffer.from(one, 'latin1'))

const partsWays: readonly Way<Parts>[] = [
  way.right(joined('')),
  way.wrong(
    (key, nonce, timestamp, rest) => [key, timestamp, nonce, rest],
    mistake('nonce_timestamp_swapped'),
  ),
  way.wrong((_, nonce, timestamp, rest) => [nonce, timestamp, rest], mistake('key_left_out')),
  way.wrong((key, _, timestamp, rest) => [key, timestamp, rest], mistake('nonce_left_out')),
  way.wrong((key, nonce, _, rest) => [key, nonce, rest], mistake('timestamp_left_out')),
  way.wrong((key, nonce, timestamp) => [key, nonce, timestamp], mistake('body_left_out')),
  way.wrong((_key, _nonce, _timestamp, rest) => [rest], mistake('body_only')),
  way.wrong(sortedParts, mistake('parts_sorted')),
  ...['\n', '&', '|', ':', ',', ' '].map((separator) =>
    way.wrong(joined(separator), { kind: 'parts_separated' as const, separator }),
  ),
]

const outerWays: readonly Way<Outer>[] = [
  way.right((key, text) => hmac(key, text)),
  way.wrong((_, text) => plainHash(text), mistake('hash_plain_outer')),
  way.wrong((key, text) => hmac(text, key), mistake('key_and_text_swapped')),
  way.wrong(
    (key, text, timestamp) => hmac(Buffer.concat([key, Buffer.from(timestamp)]), text),
    mistake('key_with_timestamp'),
  ),
  ...otherAlgorithms.map((algorithm) =>
    way.wrong<Outer>((key, text) => hmac(key, text, algorithm), {
      kind: 'hash_algorithm' as const,
      algorithm: algorithmName(algorithm),
    }),
  ),
]

function nonceWays({ nonce, rawNonce }: Stamp): Way<string>[] {
  const encoded = [rawNonce, percentEncode(nonce), new URLSearchParams({ n: nonce }).toString().slice(2)]
  return distinctWays(
    [way.right(nonce), ...encoded.map((one) => way.wrong(one, mistake('nonce_encoded')))],
    (one) => one,
  )
}

function timestampWays({ timestamp }: Stamp): Way<string>[] {
  const ways = [way.right(timestamp)]
  const add = (text: string | undefined, kind: PlainKind): void => {
    if (text !== undefined) ways.push(way.wrong(text, mistake(kind)))
  }
  add(secondsOf(timestamp), 'timestamp_seconds_signed')
  if (/^\d{10}$/.test(timestamp)) add(`${timestamp}000`, 'timestamp_milliseconds_signed')
  add(localTimeOf(timestamp), 'timestamp_local_signed')
  add(shortTimeOf(timestamp), 'timestamp_short_signed')
  return distinctWays(ways, (one) => one)
}

type Values = BodyChoice & {
  key: KeyBytes
  inner: Inner
  parts: Parts
  outer: Outer
  nonce: string
  timestamp: string
}

/** The ways in which a stamped request may have been signed. */
export function stampedSpace(asked: {
  readonly request: SeenRequest
  readonly stamp: Stamp
  readonly keys: readonly Way<KeyBytes>[]
  readonly formula: 'basic' | 'kit'
}): Space {
  const make = bodyMaker(asked.request.body)
  const inners = new Map<string, Buffer>()
  const ways = {
    key: asked.keys,
    inner: asked.formula === 'kit' ? innerForKit : innerForBasic,
    parts: partsWays,
    outer: outerWays,
    nonce: nonceWays(asked.stamp),
    timestamp: timestampWays(asked.stamp),
    ...bodyWays(asked.request.body),
  }
  return spaceOf<Values>(ways, (values) => {
    const body = make(values)
    const id = `${values.inner.id}|${values.key.id}|${body.id}`
    let inner = inners.get(id)
    if (inner === undefined) {
      inner = Buffer.from(values.inner.apply(values.key.bytes, body.bytes, values.timestamp))
      if (body.bytes.length < 4096) inners.set(id, inner)
    }
    const parts = values.parts(values.key.bytes, values.nonce, values.timestamp, inner)
    const text = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
    return {
      digest: values.outer(values.key.bytes, text, values.timestamp).toString('hex'),
      signed: body.bytes,
    }
  })
}

const compareNames = (a: Parameter, b: Parameter): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** The formula of V1.0 over the parameters or the members of a request that V1.0 does not send. */
export function v1FormulaSpace(asked: {
  readonly keys: readonly Way<KeyBytes>[]
  readonly timestamp: string
  readonly pairs: readonly Parameter[]
  readonly body: Uint8Array
}): Space {
  const text = asked.pairs
    .toSorted(compareNames)
    .map(({ name, value }) => `${name}=${value}`)
    .join('&')
  const data: Way<Uint8Array>[] = [
    ...(text === '' ? [] : [way.right(Buffer.from(text))]),
    way.right(Buffer.from(asked.body)),
  ]
  return spaceOf<{ key: KeyBytes; data: Uint8Array }>(
    { key: asked.keys, data },
    ({ key, data: signed }) => ({
      digest: hmac(Buffer.concat([key.bytes, Buffer.from(asked.timestamp)]), signed).toString('hex'),
    }),
    [mistake('v1_formula')],
  )
}
