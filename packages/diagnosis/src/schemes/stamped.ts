import { listBodyWays } from '../body/body-ways.ts'
import type { Made } from '../body/body-ways.ts'
import { readParameters, readPath } from '../exchange.ts'
import type { Parameter, SeenRequest } from '../exchange.ts'
import { formatAlgorithm, computeHexHmac, computeHmac, otherAlgorithms } from '../hashes.ts'
import { listKeyPlaceWays } from '../key-ways.ts'
import type { KeyBytes } from '../key-ways.ts'
import { createSpace, way } from '../search.ts'
import type { Computed, Space, Way } from '../search.ts'
import { keyedHashes, macWays, toFinding, textChanges } from './formula.ts'
import type { Mac, TextChange } from './formula.ts'
import { hexMac, innerForBasic, innerForKit, listInnerWithMore } from './inner.ts'
import type { Inner } from './inner.ts'
import { listNonceWays, listTimestampWays } from './stamp-ways.ts'
import { listExtraWays, joinWays, orderWays } from './stamp-parts.ts'
import type { Extra, Join, Order, PartName } from './stamp-parts.ts'

// Requests that are signed with a nonce and a timestamp: V2.0 and order notification (saas-v2 §2.2), and the joint kit
// (joint-kit §4.1).

/** The nonce and timestamp that were sent with the body. */
export type Stamp = { readonly nonce: string; readonly rawNonce: string; readonly timestamp: string }

type Outer = { readonly mac: Mac; readonly key: (key: Buffer, nonce: Buffer, timestamp: Buffer) => Buffer }
const withKey = (key: Outer['key'], finding: 'nonce' | 'timestamp' | 'both' | 'digest'): Way<Outer> =>
  way.alone({ mac: (k, text) => computeHexHmac(k, text), key }, { kind: 'key_made_of' as const, of: finding })

const outerWays: readonly Way<Outer>[] = [
  // The key is in the text already; that it is there once more is covered by the order of the parts.
  ...macWays
    .filter((one) => !keyedHashes.has(one))
    .map((one) => ({ ...one, value: { mac: one.value, key: (key: Buffer) => key } })),
  withKey((_, nonce) => nonce, 'nonce'),
  withKey((_, __, timestamp) => timestamp, 'timestamp'),
  withKey((key, nonce) => Buffer.concat([key, nonce]), 'nonce'),
  withKey((key, nonce) => Buffer.concat([nonce, key]), 'nonce'),
  withKey((key, _, timestamp) => Buffer.concat([timestamp, key]), 'timestamp'),
  withKey((key, nonce, timestamp) => Buffer.concat([key, nonce, timestamp]), 'both'),
  withKey((key, nonce, timestamp) => Buffer.concat([key, timestamp, nonce]), 'both'),
  withKey((key, nonce) => computeHmac(key, nonce), 'digest'),
  withKey((key, _, timestamp) => computeHmac(key, timestamp), 'digest'),
]

/** Another hash algorithm in both steps, by its name in the runtime. */
type Both = string | undefined
const bothWays: readonly Way<Both>[] = [
  way.right<Both>(undefined),
  ...otherAlgorithms.map((algorithm) => ({
    ...way.wrong<Both>(algorithm, { kind: 'hash_algorithm' as const, algorithm: formatAlgorithm(algorithm) }),
    isCommon: algorithm === 'sha1' || algorithm === 'md5',
  })),
]

type Values = {
  both: Both
  body: Made
  key: KeyBytes
  inner: Inner
  timestamp: string
  nonce: string
  order: Order
  join: Join
  extra: Extra
  change: TextChange
  outer: Outer
}

const rightInner = hexMac
const rightOuter = outerWays[0]?.value

const hasSameInner = (a: Values, b: Values): boolean =>
  a.body === b.body &&
  a.key.bytes === b.key.bytes &&
  a.inner === b.inner &&
  a.both === b.both &&
  (!b.inner.isStamped || a.timestamp === b.timestamp)

/** The ways in which a stamped request may have been signed. */
export function createStampedSpace(asked: {
  readonly request: SeenRequest
  readonly stamp: Stamp
  readonly keys: readonly Way<KeyBytes>[]
  readonly formula: 'basic' | 'kit'
}): Space {
  const { request, stamp, keys, formula } = asked
  let last: { readonly by: Values; readonly value: Buffer } | undefined
  /**
   * Computes the hash of the body. It is remembered, because the ways of the later steps are tried one after the other
   * with the same one.
   */
  const innerOf = (by: Values): { value: Buffer; cost: number } => {
    if (last && hasSameInner(last.by, by)) return { value: last.value, cost: 0 }
    const { inner, key, body, timestamp, both } = by
    const value = both
      ? Buffer.from(computeHexHmac(key.bytes, body.bytes, both), 'latin1')
      : Buffer.from(inner.apply(key.bytes, body.bytes, timestamp))
    last = { by: { ...by }, value }
    return { value, cost: body.bytes.length / 3000 }
  }
  const known = new Map<string, Buffer>()
  const bytesOf = (text: string): Buffer => {
    const found = known.get(text) ?? Buffer.from(text)
    known.set(text, found)
    return found
  }
  const compute = (values: Values): Computed | undefined => {
    // Another algorithm in both steps is not combined with other changes of these steps.
    if (values.both && (values.inner !== rightInner || values.outer !== rightOuter)) return undefined
    const { key, nonce, timestamp, order, join, extra, change, outer, body } = values
    const inner = innerOf(values)
    const parts: Record<PartName, Buffer> = {
      key: key.inText,
      nonce: bytesOf(nonce),
      timestamp: bytesOf(timestamp),
      body: inner.value,
    }
    const text = change(extra(join(order(parts), timestamp)))
    const macKey = outer.key(key.bytes, parts.nonce, parts.timestamp)
    return {
      digest: values.both ? computeHexHmac(macKey, text, values.both) : outer.mac(macKey, text, timestamp),
      signed: body.bytes,
      cost: inner.cost + text.length / 4096,
    }
  }
  return createSpace<Values>(
    {
      both: formula === 'kit' ? [way.right<Both>(undefined)] : bothWays,
      body: listBodyWays(request.body),
      key: listKeyPlaceWays(keys),
      inner: formula === 'kit' ? innerForKit : [...innerForBasic, ...listInnerWithMore(request)],
      timestamp: listTimestampWays(stamp.timestamp),
      nonce: listNonceWays(stamp.nonce, stamp.rawNonce),
      order: orderWays,
      join: joinWays,
      extra: listExtraWays(request),
      change: textChanges,
      outer: outerWays,
    },
    compute,
  )
}

const compareNames = (a: Parameter, b: Parameter): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** Other formulas: that of V1.0 over the parts of such a request, and the key alone over its query or its body. */
export function createOtherFormulaSpaces(asked: {
  readonly keys: readonly Way<KeyBytes>[]
  readonly timestamp: string
  readonly members: readonly Parameter[]
  readonly request: SeenRequest
}): Space[] {
  const { keys, timestamp, members, request } = asked
  const query = readParameters(request.target).filter(({ name }) => name.toLowerCase() !== 'signature')
  const write = (pairs: readonly Parameter[]): string =>
    pairs
      .toSorted(compareNames)
      .map(({ name, value }) => `${name}=${value}`)
      .join('&')
  const body = Buffer.from(request.body)
  const raw = (/\?([^#]*)/.exec(request.target)?.[1] ?? '')
    .replace(/(?:^|&)signature=[^&]*/i, '')
    .replace(/^&/, '')
  const texts = [
    write([...members, ...query]),
    write(members),
    write(query),
    `${write(query)}&${body.toString('utf8')}`,
    `${write(query)}${body.toString('utf8')}`,
    `${readPath(request.target)}?${write(query)}`,
    raw,
    `${raw}${body.toString('utf8')}`,
    `${raw}&${body.toString('utf8')}`,
    `${body.toString('utf8')}${raw}`,
    `${readPath(request.target)}?${raw}`,
  ]
  const data = texts.filter((text) => text !== '').map((text) => way.right<Buffer>(Buffer.from(text)))
  const space = (
    kind: 'v1_formula' | 'query_signed' | 'body_only',
    all: readonly Way<Buffer>[],
    stamped: boolean,
  ): Space =>
    createSpace<{ key: KeyBytes; data: Buffer }>(
      { key: keys, data: all },
      ({ key, data: signed }) => {
        const macKey = stamped ? Buffer.concat([key.bytes, Buffer.from(timestamp)]) : key.bytes
        return { digest: computeHexHmac(macKey, signed) }
      },
      [toFinding(kind)],
    )
  return [
    // V1.0 writes its proof in Base64, so this is not an additional mistake.
    { ...space('v1_formula', [...data, way.right<Buffer>(body)], true), implied: ['proof_base64_for_hex'] },
    space('query_signed', data, false),
    space('body_only', [way.right<Buffer>(body)], false),
  ]
}
