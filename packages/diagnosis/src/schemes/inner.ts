import { pathOf } from '../exchange.ts'
import type { SeenRequest } from '../exchange.ts'
import type { Finding, PlainKind } from '../findings.ts'
import {
  algorithmName,
  hexHash,
  hexHmac,
  hmac,
  otherAlgorithms,
  plainAlgorithms,
  plainHash,
} from '../hashes.ts'
import { seldomUnless, way } from '../search.ts'
import type { Way } from '../search.ts'
import { mistake, plainName } from './formula.ts'

// What stands for the body in the text that a stamped request signs.

export type Inner = {
  /** The time of the request is in it. */
  readonly isStamped?: boolean
  readonly apply: (key: Buffer, body: Uint8Array, timestamp: string) => string | Uint8Array
}

export const hexMac: Inner = { apply: (key, body) => hexHmac(key, body) }
const theBody: Inner = { apply: (_, body) => body }
const of = (finding: Finding, apply: Inner['apply']): Way<Inner> => way.wrong({ apply }, finding)
const as = (kind: PlainKind, apply: Inner['apply']): Way<Inner> => of(mistake(kind), apply)
const often = (one: Way<Inner>): Way<Inner> => ({ ...one, isCommon: true })
const both = (kinds: readonly PlainKind[], apply: Inner['apply']): Way<Inner> =>
  way.wrong({ apply }, ...kinds.map(mistake))
const timed = (finding: Finding, apply: Inner['apply']): Way<Inner> =>
  way.wrong({ isStamped: true, apply }, finding)

const concat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))

const signExtended = (digest: string): string =>
  (digest.match(/../g) ?? [])
    .map((byte) => (byte >= '80' ? `ffffff${byte}` : byte.replace(/^0/, '')))
    .join('')

/** What a tool or a writer puts around the hash: `openssl dgst`, `sha256sum`, a shell, JSON. */
const affixes: readonly (readonly [before: string, behind: string])[] = [
  ['(stdin)= ', ''],
  ['SHA2-256(stdin)= ', ''],
  ['HMAC-SHA2-256(stdin)= ', ''],
  ['SHA256(stdin)= ', ''],
  ['HMAC-SHA256(stdin)= ', ''],
  ['', ' *stdin'],
  ['', '  -'],
  ['', ' '],
  ['"', '"'],
  ["'", "'"],
  ['0x', ''],
  ['sha256=', ''],
]
const affixed = (before: string, behind: string): Finding => ({
  kind: 'inner_affixed',
  text: before === '' ? behind : before,
  place: before === '' ? 'behind' : behind === '' ? 'before' : 'around',
})

/** Other ways to write or make the hash, whichever formula is meant. */
const all: readonly Way<Inner>[] = [
  often(as('hash_plain_inner', (_, body) => hexHash(body))),
  often(as('inner_upper_case', (key, body) => hexHmac(key, body).toUpperCase())),
  often(as('inner_base64', (key, body) => hmac(key, body).toString('base64'))),
  as('inner_base64', (key, body) => hmac(key, body).toString('base64url')),
  as('inner_base64', (key, body) => Buffer.from(hexHmac(key, body)).toString('base64')),
  often(as('inner_binary', (key, body) => hmac(key, body))),
  both(['hash_plain_inner', 'inner_upper_case'], (_, body) => hexHash(body).toUpperCase()),
  both(['hash_plain_inner', 'inner_base64'], (_, body) => plainHash(body).toString('base64')),
  both(['hash_plain_inner', 'inner_binary'], (_, body) => plainHash(body)),
  as('hash_plain_inner', (key, body) => hexHash(concat(key, body))),
  as('hash_plain_inner', (key, body) => hexHash(concat(body, key))),
  as('inner_swapped', (key, body) => hexHmac(body, key)),
  as('inner_twice', (key, body) => hexHmac(key, hexHmac(key, body))),
  as('inner_twice', (key, body) => hexHmac(key, hmac(key, body))),
  as('inner_twice', (_, body) => hexHash(hexHash(body))),
  as('inner_twice', (key, body) => hexHmac(key, hexHash(body))),
  as('inner_without_key', (_, body) => hexHmac('', body)),
  as('inner_body_base64', (_, body) => Buffer.from(body).toString('base64')),
  as('inner_body_base64', (key, body) => hexHmac(key, Buffer.from(body).toString('base64'))),
  as('inner_cut', (key, body) => hexHmac(key, body).slice(0, 32)),
  as('inner_cut', (key, body) => hexHmac(key, body).slice(0, 16)),
  as('inner_cut', (key, body) => hexHmac(key, body).slice(0, 40)),
  as('inner_zeros_lost', (key, body) => hexHmac(key, body).replace(/0(.)|(..)/g, '$1$2')),
  as('inner_zeros_lost', (key, body) => hexHmac(key, body).replace(/^0+/, '')),
  as('inner_bytes_as_text', (key, body) => Buffer.from(hmac(key, body).toString('latin1'))),
  as('inner_bytes_as_text', (key, body) => Buffer.from(hmac(key, body).toString('utf8'))),
  as('inner_sign_extended', (key, body) => signExtended(hexHmac(key, body))),
  as('inner_bytes_as_text', (key, body) => `b'${hexHmac(key, body)}'`),
  as('inner_bytes_as_text', (key, body) => `b'${hmac(key, body).toString('base64')}'`),
  as('inner_separated', (key, body) => (hexHmac(key, body).toUpperCase().match(/../g) ?? []).join('-')),
  as('inner_separated', (key, body) => (hexHmac(key, body).match(/../g) ?? []).join(':')),
  as('inner_hex_twice', (key, body) => Buffer.from(hexHmac(key, body)).toString('hex')),
  ...affixes.map(([before, behind]) =>
    of(affixed(before, behind), (key, body) => before + hexHmac(key, body) + behind),
  ),
  timed(mistake('inner_with_timestamp'), (key, body, timestamp) => hexHmac(concat(key, timestamp), body)),
  timed(mistake('inner_with_timestamp'), (key, body, timestamp) => hexHmac(key, concat(body, timestamp))),
  ...otherAlgorithms.map((algorithm) =>
    of({ kind: 'inner_algorithm', algorithm: algorithmName(algorithm) }, (key, body) =>
      hexHmac(key, body, algorithm),
    ),
  ),
  ...plainAlgorithms.flatMap((algorithm) => [
    of({ kind: 'inner_algorithm', algorithm: plainName(algorithm) }, (_, body) => hexHash(body, algorithm)),
    of({ kind: 'inner_algorithm', algorithm: plainName(algorithm) }, (_, body) =>
      hexHash(body, algorithm).toUpperCase(),
    ),
  ]),
]

const seldomKinds: ReadonlySet<string> = new Set([
  'inner_cut',
  'inner_zeros_lost',
  'inner_sign_extended',
  'inner_bytes_as_text',
  'inner_separated',
  'inner_hex_twice',
  'inner_affixed',
  'inner_twice',
  'inner_body_base64',
])
const others = seldomUnless(all, ({ mistakes }) => !mistakes.some(({ kind }) => seldomKinds.has(kind)))

/** With more of the request in the text that was hashed with the body. */
export function innerWithMore(request: SeenRequest): Way<Inner>[] {
  const query = /\?([^#]*)/.exec(request.target)?.[1] ?? ''
  const unsigned = query.replace(/(?:^|&)signature=[^&]*/i, '').replace(/^&/, '')
  const more = [...new Set([query, unsigned])]
    .filter((text) => text !== '')
    .map((text) => ['query', text] as const)
  const parts = [
    ...more,
    ['path', pathOf(request.target)] as const,
    ['method', request.method.toUpperCase()] as const,
  ]
  return parts.flatMap(([part, text]) =>
    (['before', 'behind'] as const).flatMap((place) =>
      ['', '&', '\n'].map((between) => ({
        ...of({ kind: 'part_added', part, place }, (key, body) =>
          hexHmac(key, place === 'before' ? concat(text, between, body) : concat(body, between, text)),
        ),
        isAlone: true,
      })),
    ),
  )
}

export const innerForBasic: readonly Way<Inner>[] = [
  way.right(hexMac),
  ...others,
  often(way.wrong(theBody, mistake('kit_formula'))),
]
export const innerForKit: readonly Way<Inner>[] = [
  way.right(theBody),
  often(way.wrong(hexMac, mistake('basic_formula'))),
  ...others.map((one) => ({ ...one, mistakes: [mistake('basic_formula'), ...one.mistakes] })),
]
