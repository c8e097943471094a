import { percentEncode } from '../charsets.ts'
import type { Finding, PlainKind } from '../findings.ts'
import type { Hows } from '../hows.ts'
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

// The last step of every proof: a text under a key.

export const mistake = (kind: PlainKind): Finding => ({ kind })

export type Bytes = Buffer | Uint8Array
/** A text under a key, in lower-case hex; `stamp` is the time of the request. */
export type Mac = (key: Buffer, text: Bytes, stamp: string) => string

export const plainName = (algorithm: string): string =>
  ({ sha1: 'SHA-1', sha512: 'SHA-512', md5: 'MD5', sm3: 'SM3', sha256: 'SHA-256' })[algorithm] ?? algorithm
const of = (algorithm: string): Finding => ({ kind: 'hash_algorithm', algorithm })
const named = (kind: 'hash_plain_outer', ...texts: ((key: Buffer, text: Bytes) => Bytes[])[]): Way<Mac>[] =>
  texts.map((parts) => way.common((key, text) => hexHash(Buffer.concat(parts(key, text))), mistake(kind)))

const keyedPlain = named(
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
  way.right((key, text) => hexHmac(key, text)),
  ...named('hash_plain_outer', (_, text) => [text]),
  ...keyedPlain,
  way.common((key, text) => hexHmac(text, key), mistake('key_and_text_swapped')),
  way.common(
    (key, text, stamp) => hexHmac(Buffer.concat([key, Buffer.from(stamp)]), text),
    mistake('key_with_timestamp'),
  ),
  ...otherAlgorithms.map((algorithm) => ({
    ...way.wrong<Mac>((key, text) => hexHmac(key, text, algorithm), of(algorithmName(algorithm))),
    isCommon: algorithm === 'sha1' || algorithm === 'md5',
  })),
  ...plainAlgorithms.flatMap((algorithm) => [
    way.wrong<Mac>((_, text) => hexHash(text, algorithm), of(plainName(algorithm))),
    way.wrong<Mac>((key, text) => hexHash(Buffer.concat([key, text]), algorithm), of(plainName(algorithm))),
    way.wrong<Mac>((key, text) => hexHash(Buffer.concat([text, key]), algorithm), of(plainName(algorithm))),
  ]),
  way.wrong((key, text) => hexHash(hmac(key, text)), mistake('hash_twice')),
  way.wrong((key, text) => hexHash(hexHmac(key, text)), mistake('hash_twice')),
  way.wrong((key, text) => hexHmac(key, hmac(key, text)), mistake('hash_twice')),
  way.wrong((key, text) => hexHmac(key, hexHmac(key, text)), mistake('hash_twice')),
  way.wrong((key, text) => hexHmac(key, hmac(key, text).toString('base64')), mistake('hash_twice')),
  way.wrong((key, text) => hexHash(plainHash(text)), mistake('hash_twice')),
]

/** The ways in which the MAC itself may have been made. */
export const macWays: readonly Way<Mac>[] = seldomUnless(
  allMacs,
  ({ mistakes }) =>
    !mistakes.some(
      (one) => one.kind === 'hash_twice' || (one.kind === 'hash_algorithm' && seldomMacs.has(one.algorithm)),
    ),
)

/** What was done to the text before it was signed. */
export type TextChange = (text: Bytes) => Bytes
const changed = (how: Hows['text'], change: TextChange): Way<TextChange> =>
  way.wrong(change, { kind: 'text_changed' as const, how })

const latin = (text: Bytes): string => Buffer.from(text).toString('latin1')
const utf8 = (text: Bytes): string => Buffer.from(text).toString('utf8')
const allChanges: readonly Way<TextChange>[] = [
  way.right((text) => text),
  changed('digest', (text) => Buffer.from(hexHash(text))),
  changed('digest', (text) => plainHash(text)),
  changed('digest', (text) => Buffer.from(hexHash(text).toUpperCase())),
  changed('digest', (text) => Buffer.from(plainHash(text).toString('base64'))),
  changed('digest', (text) => Buffer.from(hexHash(text, 'md5'))),
  changed('digest', (text) => Buffer.from(hexHash(text, 'md5').toUpperCase())),
  changed('base64', (text) => Buffer.from(Buffer.from(text).toString('base64'))),
  changed('hex', (text) => Buffer.from(Buffer.from(text).toString('hex'))),
  changed('url', (text) => Buffer.from(percentEncode(utf8(text)))),
  changed('url', (text) =>
    Buffer.from(new URLSearchParams({ t: utf8(text).toWellFormed() }).toString().slice(2)),
  ),
  changed('upper', (text) =>
    Buffer.from(
      latin(text).replace(/[a-z]/g, (one) => one.toUpperCase()),
      'latin1',
    ),
  ),
  changed('lower', (text) =>
    Buffer.from(
      latin(text).replace(/[A-Z]/g, (one) => one.toLowerCase()),
      'latin1',
    ),
  ),
  changed('newline', (text) => Buffer.concat([text, Buffer.from('\n')])),
  changed('newline', (text) => Buffer.concat([text, Buffer.from('\r\n')])),
  changed('trimmed', (text) => Buffer.from(latin(text).replace(/^[\s]+|[\s]+$/g, ''), 'latin1')),
  changed('trimmed', (text) => Buffer.from(latin(text).replace(/\s+/g, ''), 'latin1')),
  changed('quoted', (text) => Buffer.concat([Buffer.from('"'), text, Buffer.from('"')])),
  changed('bom', (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text])),
]

/** The ways in which the text may have been changed as a whole. */
export const textChanges: readonly Way<TextChange>[] = seldomUnless(allChanges, ({ mistakes }) =>
  mistakes.every(
    (one) => one.kind === 'text_changed' && ['upper', 'lower', 'newline', 'digest'].includes(one.how),
  ),
)
