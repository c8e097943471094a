import { encodeAscii, encodeGbk, encodeTwice, isAscii, percentEncode } from './charsets.ts'
import type { Finding, PlainKind } from './findings.ts'
import { distinctWays, way } from './search.ts'
import type { Way } from './search.ts'

/** A key that is known beside the right one, and what to call it: “joint kit”, “old”; without a name it is called another one. */
export type NamedKey = { readonly name?: string | undefined; readonly key: string }

/** A key as the bytes that went into the computation. */
export type KeyBytes = { readonly id: string; readonly bytes: Buffer }

const bytesOf = (key: string | Uint8Array): KeyBytes => {
  const bytes = typeof key === 'string' ? Buffer.from(key, 'utf8') : Buffer.from(key)
  return { id: bytes.toString('latin1'), bytes }
}
const made = (key: string | Uint8Array, ...findings: Finding[]): Way<KeyBytes> =>
  way.wrong(bytesOf(key), ...findings)
const plain = (kind: PlainKind, key: string | Uint8Array): Way<KeyBytes> => made(key, { kind })

/** What a configuration file, an editor or a shell put around the key, or took from it. */
function around(key: string): Way<KeyBytes>[] {
  const bare = key.replace(/^[\s\uFEFF"'“”]+|[\s\uFEFF"'“”]+$/g, '')
  const trimmed =
    bare !== key && bare !== '' ? [plain('key_trimmed', bare), plain('key_trimmed', key.trim())] : []
  return [
    ...trimmed,
    plain('key_newline', `${key}\n`),
    plain('key_newline', `${key}\r\n`),
    plain('key_newline', `${key}\r`),
    plain('key_blank', `${key} `),
    plain('key_blank', ` ${key}`),
    plain('key_blank', `${key}\t`),
    plain('key_quoted', `"${key}"`),
    plain('key_quoted', `'${key}'`),
    plain('key_quoted', `“${key}”`),
    plain('key_bom', `\uFEFF${key}`),
  ]
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return key
  }
}

/** The key in another writing, or taken for one. */
function rewritten(key: string): Way<KeyBytes>[] {
  const ways = [
    plain('key_base64', Buffer.from(key).toString('base64')),
    plain('key_base64', `${Buffer.from(key).toString('base64')}\n`),
    plain('key_case', key.toUpperCase()),
    plain('key_case', key.toLowerCase()),
    plain('key_without_dashes', key.replaceAll('-', '')),
    plain('key_escaped', percentEncode(key)),
    plain('key_escaped', unescaped(key)),
    plain('key_empty', ''),
  ]
  const decoded = Buffer.from(key, 'base64')
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(key) && decoded.length > 0)
    ways.push(plain('key_not_decoded', decoded))
  if (/^(?:[0-9a-f]{2})+$/i.test(key)) ways.push(plain('key_hex_decoded', Buffer.from(key, 'hex')))
  return isAscii(key)
    ? ways
    : [
        ...ways,
        made(encodeGbk(key), { kind: 'key_charset', charset: 'GBK' }),
        made(encodeTwice(key), { kind: 'key_charset', charset: 'ISO-8859-1' }),
        made(Buffer.from(key, 'latin1'), { kind: 'key_charset', charset: 'ISO-8859-1' }),
        made(encodeAscii(key), { kind: 'key_charset', charset: 'US-ASCII' }),
      ]
}

/** In how many ways the key that was used may differ from the one it should have been. */
export function keyWays(key: string, others: readonly NamedKey[]): Way<KeyBytes>[] {
  const named = others
    .filter((other) => other.key !== '')
    .map((other) =>
      made(other.key, { kind: 'key_other', ...(other.name !== undefined && { name: other.name }) }),
    )
  return distinctWays([way.right(bytesOf(key)), ...named, ...around(key), ...rewritten(key)], ({ id }) => id)
}
