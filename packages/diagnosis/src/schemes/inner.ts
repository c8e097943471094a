import { readPath } from '../exchange.ts'
import type { SeenRequest } from '../exchange.ts'
import type { Finding, PlainKind } from '../findings.ts'
import {
  formatAlgorithm,
  computeHexHash,
  computeHexHmac,
  computeHmac,
  otherAlgorithms,
  plainAlgorithms,
  computeHash,
} from '../hashes.ts'
import { markSeldomUnless, way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding, formatPlainName } from './formula.ts'

// What stands for the body in the text that a stamped request signs.

export type Inner = {
  /** True if it includes the timestamp of the request. */
  readonly isStamped?: boolean
  readonly apply: (key: Buffer, body: Uint8Array, timestamp: string) => string | Uint8Array
}

export const hexMac: Inner = { apply: (key, body) => computeHexHmac(key, body) }
const theBody: Inner = { apply: (_, body) => body }
const of = (finding: Finding, apply: Inner['apply']): Way<Inner> => way.wrong({ apply }, finding)
const as = (kind: PlainKind, apply: Inner['apply']): Way<Inner> => of(toFinding(kind), apply)
const often = (one: Way<Inner>): Way<Inner> => ({ ...one, isCommon: true })
const both = (kinds: readonly PlainKind[], apply: Inner['apply']): Way<Inner> =>
  way.wrong({ apply }, ...kinds.map(toFinding))
const createTimed = (finding: Finding, apply: Inner['apply']): Way<Inner> =>
  way.wrong({ isStamped: true, apply }, finding)

const concat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))

const signExtended = (digest: string): string =>
  (digest.match(/../g) ?? [])
    .map((byte) => (byte >= '80' ? `ffffff${byte}` : byte.replace(/^0/, '')))
    .join('')

/** What a tool or a writer adds around the hash: `openssl dgst`, `sha256sum`, a shell, JSON. */
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
const toAffixFinding = (before: string, behind: string): Finding => ({
  kind: 'inner_affixed',
  text: before === '' ? behind : before,
  place: before === '' ? 'behind' : behind === '' ? 'before' : 'around',
})

/** Other ways to compute or write the hash, for both formulas. */
const all: readonly Way<Inner>[] = [
  often(as('hash_plain_inner', (_, body) => computeHexHash(body))),
  often(as('inner_upper_case', (key, body) => computeHexHmac(key, body).toUpperCase())),
  often(as('inner_base64', (key, body) => computeHmac(key, body).toString('base64'))),
  as('inner_base64', (key, body) => computeHmac(key, body).toString('base64url')),
  as('inner_base64', (key, body) => Buffer.from(computeHexHmac(key, body)).toString('base64')),
  often(as('inner_binary', (key, body) => computeHmac(key, body))),
  both(['hash_plain_inner', 'inner_upper_case'], (_, body) => computeHexHash(body).toUpperCase()),
  both(['hash_plain_inner', 'inner_base64'], (_, body) => computeHash(body).toString('base64')),
  both(['hash_plain_inner', 'inner_binary'], (_, body) => computeHash(body)),
  as('hash_plain_inner', (key, body) => computeHexHash(concat(key, body))),
  as('hash_plain_inner', (key, body) => computeHexHash(concat(body, key))),
  as('inner_swapped', (key, body) => computeHexHmac(body, key)),
  as('inner_twice', (key, body) => computeHexHmac(key, computeHexHmac(key, body))),
  as('inner_twice', (key, body) => computeHexHmac(key, computeHmac(key, body))),
  as('inner_twice', (_, body) => computeHexHash(computeHexHash(body))),
  as('inner_twice', (key, body) => computeHexHmac(key, computeHexHash(body))),
  as('inner_without_key', (_, body) => computeHexHmac('', body)),
  as('inner_body_base64', (_, body) => Buffer.from(body).toString('base64')),
  as('inner_body_base64', (key, body) => computeHexHmac(key, Buffer.from(body).toString('base64'))),
  as('inner_cut', (key, body) => computeHexHmac(key, body).slice(0, 32)),
  as('inner_cut', (key, body) => computeHexHmac(key, body).slice(0, 16)),
  as('inner_cut', (key, body) => computeHexHmac(key, body).slice(0, 40)),
  as('inner_zeros_lost', (key, body) => computeHexHmac(key, body).replace(/0(.)|(..)/g, '$1$2')),
  as('inner_zeros_lost', (key, body) => computeHexHmac(key, body).replace(/^0+/, '')),
  as('inner_bytes_as_text', (key, body) => Buffer.from(computeHmac(key, body).toString('latin1'))),
  as('inner_bytes_as_text', (key, body) => Buffer.from(computeHmac(key, body).toString('utf8'))),
  as('inner_sign_extended', (key, body) => signExtended(computeHexHmac(key, body))),
  as('inner_bytes_as_text', (key, body) => `b'${computeHexHmac(key, body)}'`),
  as('inner_bytes_as_text', (key, body) => `b'${computeHmac(key, body).toString('base64')}'`),
  as('inner_separated', (key, body) =>
    (computeHexHmac(key, body).toUpperCase().match(/../g) ?? []).join('-'),
  ),
  as('inner_separated', (key, body) => (computeHexHmac(key, body).match(/../g) ?? []).join(':')),
  as('inner_hex_twice', (key, body) => Buffer.from(computeHexHmac(key, body)).toString('hex')),
  ...affixes.map(([before, behind]) =>
    of(toAffixFinding(before, behind), (key, body) => before + computeHexHmac(key, body) + behind),
  ),
  createTimed(toFinding('inner_with_timestamp'), (key, body, timestamp) =>
    computeHexHmac(concat(key, timestamp), body),
  ),
  createTimed(toFinding('inner_with_timestamp'), (key, body, timestamp) =>
    computeHexHmac(key, concat(body, timestamp)),
  ),
  ...otherAlgorithms.map((algorithm) =>
    of({ kind: 'inner_algorithm', algorithm: formatAlgorithm(algorithm) }, (key, body) =>
      computeHexHmac(key, body, algorithm),
    ),
  ),
  ...plainAlgorithms.flatMap((algorithm) => [
    of({ kind: 'inner_algorithm', algorithm: formatPlainName(algorithm) }, (_, body) =>
      computeHexHash(body, algorithm),
    ),
    of({ kind: 'inner_algorithm', algorithm: formatPlainName(algorithm) }, (_, body) =>
      computeHexHash(body, algorithm).toUpperCase(),
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
const others = markSeldomUnless(all, ({ mistakes }) => !mistakes.some(({ kind }) => seldomKinds.has(kind)))

/** Ways in which further parts of the request were hashed together with the body. */
export function listInnerWithMore(request: SeenRequest): Way<Inner>[] {
  const query = /\?([^#]*)/.exec(request.target)?.[1] ?? ''
  const unsigned = query.replace(/(?:^|&)signature=[^&]*/i, '').replace(/^&/, '')
  const more = [...new Set([query, unsigned])]
    .filter((text) => text !== '')
    .map((text) => ['query', text] as const)
  const parts = [
    ...more,
    ['path', readPath(request.target)] as const,
    ['method', request.method.toUpperCase()] as const,
  ]
  return parts.flatMap(([part, text]) =>
    (['before', 'behind'] as const).flatMap((place) =>
      ['', '&', '\n'].map((between) => ({
        ...of({ kind: 'part_added', part, place }, (key, body) =>
          computeHexHmac(key, place === 'before' ? concat(text, between, body) : concat(body, between, text)),
        ),
        isAlone: true,
      })),
    ),
  )
}

export const innerForBasic: readonly Way<Inner>[] = [
  way.right(hexMac),
  ...others,
  often(way.wrong(theBody, toFinding('kit_formula'))),
]
export const innerForKit: readonly Way<Inner>[] = [
  way.right(theBody),
  often(way.wrong(hexMac, toFinding('basic_formula'))),
  ...others.map((one) => ({ ...one, mistakes: [toFinding('basic_formula'), ...one.mistakes] })),
]
