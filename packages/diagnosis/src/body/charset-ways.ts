import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import {
  decodeGbk,
  encodeAscii,
  encodeCesu8,
  encodeDropped,
  encodeFromGbk,
  encodeFromWindows,
  encodeGbk,
  encodeLowBytes,
  encodeReplaced,
  encodeTwice,
  encodeUtf16,
  isAscii,
  withoutAstral,
} from '../charsets.ts'
import type { Charset, Finding } from '../findings.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'
import type { BodyStep } from './steps.ts'

type ByteWay = Way<BodyStep<Uint8Array>>

export const utf8: BodyStep<Uint8Array> = { id: '', apply: (text) => Buffer.from(text, 'utf8') }
const of = (charset: Charset, id: string, apply: (text: string) => Uint8Array): ByteWay =>
  way.wrong({ id: `charset ${id}`, apply }, { kind: 'body_charset' as const, charset })

const others: readonly ByteWay[] = [
  { ...of('GBK', 'GBK', encodeGbk), isCommon: true },
  { ...of('ISO-8859-1', 'twice', encodeTwice), isCommon: true },
  { ...of('US-ASCII', 'ASCII', encodeAscii), isCommon: true },
  of('GBK', 'from GBK', encodeFromGbk),
  of('ISO-8859-1', 'low bytes', encodeLowBytes),
  of('Windows-1252', 'Windows', encodeFromWindows),
  of('US-ASCII', 'replaced', encodeReplaced),
  of('US-ASCII', 'dropped', encodeDropped),
]
const wide: readonly ByteWay[] = [
  of('UTF-16', 'UTF-16LE', (text) => Buffer.from(text, 'utf16le')),
  of('UTF-16', 'UTF-16BE', (text) => encodeUtf16(text, false)),
  of('UTF-16', 'UTF-16', (text) => encodeUtf16(text, true)),
  of('UTF-16', 'UTF-16LE BOM', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
  of('UTF-32', 'UTF-32', (text) =>
    Buffer.concat(
      Array.from(text, (one) =>
        Buffer.from([0, ...[16, 8, 0].map((by) => ((one.codePointAt(0) ?? 0) >> by) & 255)]),
      ),
    ),
  ),
]
const astral: readonly ByteWay[] = [
  of('CESU-8', 'CESU-8', encodeCesu8),
  of('CESU-8', '?', (text) => Buffer.from(withoutAstral(text, '?'))),
  of('CESU-8', '??', (text) => Buffer.from(withoutAstral(text, '??'))),
  of('CESU-8', 'gone', (text) => Buffer.from(withoutAstral(text, ''))),
]

/** The wrong ways in which the text of a body may have been encoded. */
export const listCharsetWays = (text: string): ByteWay[] => [
  ...(isAscii(text) ? [] : others),
  ...(/[\u{10000}-\u{10FFFF}]/u.test(text) ? astral : []),
  ...wide,
]

const mostInflated = 1024 * 1024
function inflateBody(body: Uint8Array): Uint8Array | undefined {
  const limit = { maxOutputLength: mostInflated }
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  for (const read of isGzip ? [gunzipSync] : [inflateSync, inflateRawSync]) {
    try {
      return read(body, limit)
    } catch {
      // It is compressed in another way, or not at all.
    }
  }
  return undefined
}

/** A body that is not text: as it is, and as what it may have been made of. */
export function listByteWays(body: Uint8Array): Way<Uint8Array>[] {
  const inflated = inflateBody(body)
  const fromGbk = decodeGbk(body)
  const createWays = (bytes: Uint8Array | undefined, finding: Finding): Way<Uint8Array>[] =>
    bytes === undefined ? [] : [way.common(bytes, finding)]
  return [
    way.right(body),
    ...createWays(inflated, { kind: 'body_compressed' }),
    ...createWays(fromGbk === undefined ? undefined : Buffer.from(fromGbk), { kind: 'body_sent_in_gbk' }),
    ...createWays(Buffer.from(Buffer.from(body).toString('latin1')), {
      kind: 'body_charset',
      charset: 'ISO-8859-1',
    }),
    ...createWays(Buffer.from(Buffer.from(body).toString('utf8')), {
      kind: 'body_charset',
      charset: 'US-ASCII',
    }),
    ...createWays(new Uint8Array(), { kind: 'body_empty' }),
  ]
}
