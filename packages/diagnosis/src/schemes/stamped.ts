import { bodyWays } from '../body/body-ways.ts'
import type { Made } from '../body/body-ways.ts'
import { parametersOf, pathOf } from '../exchange.ts'
import type { Parameter, SeenRequest } from '../exchange.ts'
import { hmac } from '../hashes.ts'
import { keyPlaceWays } from '../key-ways.ts'
import type { KeyBytes } from '../key-ways.ts'
import { spaceOf, way } from '../search.ts'
import type { Computed, Space, Way } from '../search.ts'
import { keyedHashes, macWays, mistake, textChanges } from './formula.ts'
import type { Mac, TextChange } from './formula.ts'
import { innerForBasic, innerForKit } from './inner.ts'
import type { Inner } from './inner.ts'
import { nonceWays, timestampWays } from './stamp-ways.ts'
import { extraWays, joinWays, orderWays } from './stamp-parts.ts'
import type { Extra, Join, Order, PartName } from './stamp-parts.ts'

// The requests that are signed with a nonce and a timestamp: V2.0 and order notification (saas-v2 §2.2), and the joint kit (joint-kit §4.1).

/** What was sent with the body. */
export type Stamp = { readonly nonce: string; readonly rawNonce: string; readonly timestamp: string }

type Outer = { readonly mac: Mac; readonly key: (key: Buffer, nonce: Buffer, timestamp: Buffer) => Buffer }
const withKey = (key: Outer['key'], finding: 'nonce' | 'timestamp' | 'both' | 'digest'): Way<Outer> =>
  way.alone({ mac: (k, text) => hmac(k, text), key }, { kind: 'key_made_of' as const, of: finding })

const outerWays: readonly Way<Outer>[] = [
  // The key stands in the text already: that it stands there once more is told by the order of the parts.
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
  withKey((key, nonce) => hmac(key, nonce), 'digest'),
  withKey((key, _, timestamp) => hmac(key, timestamp), 'digest'),
]

type Values = {
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

/** The ways in which a stamped request may have been signed. */
export function stampedSpace(asked: {
  readonly request: SeenRequest
  readonly stamp: Stamp
  readonly keys: readonly Way<KeyBytes>[]
  readonly formula: 'basic' | 'kit'
}): Space {
  const { request, stamp, keys, formula } = asked
  let last: { id: string; value: Buffer } | undefined
  /** The hash of the body; the ways of the later steps follow each other under the same one. */
  const innerOf = ({ inner, key, body, timestamp }: Values): { value: Buffer; cost: number } => {
    const id = `${inner.id}|${inner.isStamped ? timestamp : ''}|${key.id}|${body.id}`
    if (last?.id === id) return { value: last.value, cost: 0 }
    const value = Buffer.from(inner.apply(key.bytes, body.bytes, timestamp))
    last = { id, value }
    return { value, cost: body.bytes.length / 3000 }
  }
  const known = new Map<string, Buffer>()
  const bytesOf = (text: string): Buffer => {
    const found = known.get(text) ?? Buffer.from(text)
    known.set(text, found)
    return found
  }
  const compute = (values: Values): Computed => {
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
      digest: outer.mac(macKey, text, timestamp).toString('hex'),
      signed: body.bytes,
      cost: inner.cost + text.length / 4096,
    }
  }
  return spaceOf<Values>(
    {
      body: bodyWays(request.body),
      key: keyPlaceWays(keys),
      inner: formula === 'kit' ? innerForKit : innerForBasic,
      timestamp: timestampWays(stamp.timestamp),
      nonce: nonceWays(stamp.nonce, stamp.rawNonce),
      order: orderWays,
      join: joinWays,
      extra: extraWays(request),
      change: textChanges,
      outer: outerWays,
    },
    compute,
  )
}

const compareNames = (a: Parameter, b: Parameter): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** The formula of V1.0 over the parameters or the members of a request that V1.0 does not send. */
export function v1FormulaSpace(asked: {
  readonly keys: readonly Way<KeyBytes>[]
  readonly timestamp: string
  readonly members: readonly Parameter[]
  readonly request: SeenRequest
}): Space {
  const { keys, timestamp, members, request } = asked
  const query = parametersOf(request.target).filter(({ name }) => name.toLowerCase() !== 'signature')
  const write = (pairs: readonly Parameter[]): string =>
    pairs
      .toSorted(compareNames)
      .map(({ name, value }) => `${name}=${value}`)
      .join('&')
  const texts = [
    write([...members, ...query]),
    write(members),
    write(query),
    `${write(query)}&${Buffer.from(request.body).toString('utf8')}`,
    `${write(query)}${Buffer.from(request.body).toString('utf8')}`,
    `${pathOf(request.target)}?${write(query)}`,
  ]
  const data = [
    ...texts.filter((text) => text !== '').map((text) => Buffer.from(text)),
    Buffer.from(request.body),
  ]
  const keyings: ((key: Buffer) => Buffer)[] = [
    (key) => Buffer.concat([key, Buffer.from(timestamp)]),
    (key) => key,
  ]
  return spaceOf<{ key: KeyBytes; keying: (key: Buffer) => Buffer; data: Buffer }>(
    { key: keys, keying: keyings.map(way.right), data: data.map(way.right) },
    ({ key, keying, data: signed }) => ({ digest: hmac(keying(key.bytes), signed).toString('hex') }),
    [mistake('v1_formula')],
  )
}
