import { createHash, createHmac } from 'node:crypto'

export type Bytes = string | Buffer

export const toBytes = (text: Bytes): Buffer => (typeof text === 'string' ? Buffer.from(text, 'utf8') : text)
export const computeHmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer =>
  createHmac(algorithm, key).update(data).digest()
export const computeHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  createHash(algorithm).update(data).digest()
export const toHex = (digest: Buffer): string => digest.toString('hex')
export const toBase64 = (data: Bytes): string => toBytes(data).toString('base64')
export const toUrlSafe = (data: Bytes): string => toBase64(data).replaceAll('+', '-').replaceAll('/', '_')

/** Java’s `Integer.toHexString` of signed bytes: negative ones have six f in front. */
export const toJavaSignedHex = (digest: Buffer): string =>
  [...digest].map((byte) => (byte > 127 ? `ffffff${byte.toString(16)}` : byte.toString(16))).join('')
/** Each byte in hexadecimal without a leading zero. */
export const toShortHex = (digest: Buffer): string => [...digest].map((byte) => byte.toString(16)).join('')
/** C#’s `BitConverter.ToString`. */
export const toDashedHex = (digest: Buffer): string =>
  [...digest].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('-')

/** Java’s `URLEncoder.encode`. */
export const encodeAsJava = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
/** RFC 3986: encodes everything except letters, digits and `-._~`. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const escapeOf = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
/** Escapes everything beyond ASCII as `\uXXXX` with lower-case digits. */
export const escapeNonAscii = (text: string): string => text.replace(/\P{ASCII}/gu, escapeOf)
/** Escapes a set of characters as `\uXXXX` with lower-case digits. */
export const escapeSigns = (text: string, signs: RegExp): string => text.replace(signs, escapeOf)
/** Writes the digits of all `\uXXXX` in upper case. */
export const toUpperEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => `\\u${digits.toUpperCase()}`)

/** JSON with a blank after each `,` and `:`, like Python’s `json.dumps` without escapes. */
export function writeSpaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeSpaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${writeSpaced(inner)}`)
    .join(', ')}}`
}

/** Sorts the members of an object, and with `everyLevel` those of its objects too. */
export function sortMembers(value: unknown, everyLevel: boolean): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    members.map(([name, inner]) => [name, everyLevel ? sortMembers(inner, true) : inner]),
  )
}

/** Java’s `Map.toString`. */
export const writeJavaMap = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(writeJavaMap).join(', ')}]`
    : typeof value === 'object' && value !== null
      ? `{${Object.entries(value)
          .map(([name, inner]) => `${name}=${writeJavaMap(inner)}`)
          .join(', ')}}`
      : String(value)
/** Python’s `str` of a dictionary. */
export const writePython = (value: unknown): string =>
  writeSpaced(value)
    // Texts with an apostrophe keep their double quotes.
    .replace(/"([^"]*'[^"]*)"/g, '\u0001$1\u0001')
    .replaceAll('"', "'")
    .replaceAll(': null', ': None')
    .replaceAll(': true', ': True')
    .replaceAll('\u0001', '"')
