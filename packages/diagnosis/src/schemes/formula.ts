import { encodePercent } from '../charsets.ts'
import type { Finding, PlainKind } from '../findings.ts'
import type { Hows } from '../hows.ts'
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

// The last step of every proof: the MAC of a text with a key.

export const toFinding = (kind: PlainKind): Finding => ({ kind })

export type Bytes = Buffer | Uint8Array
/** The MAC of a text with a key, in lower-case hexadecimal; `stamp` is the timestamp of the request. */
export type Mac = (key: Buffer, text: Bytes, stamp: string) => string

export const formatPlainName = (algorithm: string): string =>
  ({ sha1: 'SHA-1', sha512: 'SHA-512', md5: 'MD5', sm3: 'SM3', sha256: 'SHA-256' })[algorithm] ?? algorithm
const of = (algorithm: string): Finding => ({ kind: 'hash_algorithm', algorithm })
const listNamed = (
  kind: 'hash_plain_outer',
  ...texts: ((key: Buffer, text: Bytes) => Bytes[])[]
): Way<Mac>[] =>
  texts.map((parts) =>
    way.common((key, text) => computeHexHash(Buffer.concat(parts(key, text))), toFinding(kind)),
  )

const keyedPlain = listNamed(
  'hash_plain_outer',
  (key, text) => [key, text],
  (key, text) => [text, key],
  (key, text) => [key, text, key],
)
/** Plain hashes over the text and the key. */
export const keyedHashes: ReadonlySet<Way<Mac>> = new Set(keyedPlain)

const seldomMacs: ReadonlySet<string> = new Set([
  'HMAC-SHA384',
  'HMAC-SHA224',
  'HMAC-SHA512-256',
  'HMAC-SHA3-256',
  'SHA-512',
])
const allMacs: readonly Way<Mac>[] = [
  way.right((key, text) => computeHexHmac(key, text)),
  ...listNamed('hash_plain_outer', (_, text) => [text]),
  ...keyedPlain,
  way.common((key, text) => computeHexHmac(text, key), toFinding('key_and_text_swapped')),
  way.common(
    (key, text, stamp) => computeHexHmac(Buffer.concat([key, Buffer.from(stamp)]), text),
    toFinding('key_with_timestamp'),
  ),
  ...otherAlgorithms.map((algorithm) => ({
    ...way.wrong<Mac>((key, text) => computeHexHmac(key, text, algorithm), of(formatAlgorithm(algorithm))),
    isCommon: algorithm === 'sha1' || algorithm === 'md5',
  })),
  ...plainAlgorithms.flatMap((algorithm) => [
    way.wrong<Mac>((_, text) => computeHexHash(text, algorithm), of(formatPlainName(algorithm))),
    way.wrong<Mac>(
      (key, text) => computeHexHash(Buffer.concat([key, text]), algorithm),
      of(formatPlainName(algorithm)),
    ),
    way.wrong<Mac>(
      (key, text) => computeHexHash(Buffer.concat([text, key]), algorithm),
      of(formatPlainName(algorithm)),
    ),
  ]),
  way.wrong((key, text) => computeHexHash(computeHmac(key, text)), toFinding('hash_twice')),
  way.wrong((key, text) => computeHexHash(computeHexHmac(key, text)), toFinding('hash_twice')),
  way.wrong((key, text) => computeHexHmac(key, computeHmac(key, text)), toFinding('hash_twice')),
  way.wrong((key, text) => computeHexHmac(key, computeHexHmac(key, text)), toFinding('hash_twice')),
  way.wrong(
    (key, text) => computeHexHmac(key, computeHmac(key, text).toString('base64')),
    toFinding('hash_twice'),
  ),
  way.wrong((key, text) => computeHexHash(computeHash(text)), toFinding('hash_twice')),
]

/** The ways in which the MAC itself may have been computed. */
export const macWays: readonly Way<Mac>[] = markSeldomUnless(
  allMacs,
  ({ mistakes }) =>
    !mistakes.some(
      (one) => one.kind === 'hash_twice' || (one.kind === 'hash_algorithm' && seldomMacs.has(one.algorithm)),
    ),
)

/** A change of the text before signing. */
export type TextChange = (text: Bytes) => Bytes
const createChange = (how: Hows['text'], change: TextChange): Way<TextChange> =>
  way.wrong(change, { kind: 'text_changed' as const, how })

const latin = (text: Bytes): string => Buffer.from(text).toString('latin1')
const utf8 = (text: Bytes): string => Buffer.from(text).toString('utf8')
const allChanges: readonly Way<TextChange>[] = [
  way.right((text) => text),
  createChange('digest', (text) => Buffer.from(computeHexHash(text))),
  createChange('digest', (text) => computeHash(text)),
  createChange('digest', (text) => Buffer.from(computeHexHash(text).toUpperCase())),
  createChange('digest', (text) => Buffer.from(computeHash(text).toString('base64'))),
  createChange('digest', (text) => Buffer.from(computeHexHash(text, 'md5'))),
  createChange('digest', (text) => Buffer.from(computeHexHash(text, 'md5').toUpperCase())),
  createChange('base64', (text) => Buffer.from(Buffer.from(text).toString('base64'))),
  createChange('hex', (text) => Buffer.from(Buffer.from(text).toString('hex'))),
  createChange('url', (text) => Buffer.from(encodePercent(utf8(text)))),
  createChange('url', (text) =>
    Buffer.from(new URLSearchParams({ t: utf8(text).toWellFormed() }).toString().slice(2)),
  ),
  createChange('upper', (text) =>
    Buffer.from(
      latin(text).replace(/[a-z]/g, (one) => one.toUpperCase()),
      'latin1',
    ),
  ),
  createChange('lower', (text) =>
    Buffer.from(
      latin(text).replace(/[A-Z]/g, (one) => one.toLowerCase()),
      'latin1',
    ),
  ),
  createChange('newline', (text) => Buffer.concat([text, Buffer.from('\n')])),
  createChange('newline', (text) => Buffer.concat([text, Buffer.from('\r\n')])),
  createChange('trimmed', (text) => Buffer.from(latin(text).replace(/^[\s]+|[\s]+$/g, ''), 'latin1')),
  createChange('trimmed', (text) => Buffer.from(latin(text).replace(/\s+/g, ''), 'latin1')),
  createChange('quoted', (text) => Buffer.concat([Buffer.from('"'), text, Buffer.from('"')])),
  createChange('bom', (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text])),
]

/** The ways in which the whole text may have been changed. */
export const textChanges: readonly Way<TextChange>[] = markSeldomUnless(allChanges, ({ mistakes }) =>
  mistakes.every(
    (one) => one.kind === 'text_changed' && ['upper', 'lower', 'newline', 'digest'].includes(one.how),
  ),
)
