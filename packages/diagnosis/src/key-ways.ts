import { omitUndefined } from '@loggia/kernel'
import { encodeAscii, encodeGbk, encodeTwice, encodeUtf16, isAscii, encodePercent } from './charsets.ts'
import type { Finding, PlainKind } from './findings.ts'
import { computeHash } from './hashes.ts'
import { listSlips } from './key-slips.ts'
import { dropEqualWays, markSeldomUnless, way } from './search.ts'
import type { Way } from './search.ts'

/** Another known key with its name, such as “joint kit” or “old”. Without a name it is reported as another key. */
export type NamedKey = { readonly name?: string | undefined; readonly key: string }

/** The bytes of a key that went into the computation; `inText` are those in the signed text, if they differ. */
export type KeyBytes = { readonly id: string; readonly bytes: Buffer; readonly inText: Buffer }

const bytesOf = (key: string | Uint8Array): KeyBytes => {
  const bytes = typeof key === 'string' ? Buffer.from(key, 'utf8') : Buffer.from(key)
  return { id: bytes.toString('latin1'), bytes, inText: bytes }
}
const createKeyWay = (key: string | Uint8Array, ...findings: Finding[]): Way<KeyBytes> =>
  way.wrong(bytesOf(key), ...findings)
const plain = (kind: PlainKind, key: string | Uint8Array): Way<KeyBytes> => createKeyWay(key, { kind })
const often = (one: Way<KeyBytes>): Way<KeyBytes> => ({ ...one, isCommon: true })

const wideBlanks = ['\u00A0', '\u3000', '\u200B']
const signs = ['&', '=', ';', ',', ':', '.', '\\n', '\\r\\n', '\0', '%0A']
const before = [
  'accessKey=',
  'access_key=',
  'ACCESS_KEY=',
  'key=',
  'secret=',
  'Bearer ',
  'AWS4',
  'SDK',
  '=',
  ':',
]

function affixText(key: string, text: string, place: 'before' | 'behind'): Way<KeyBytes> {
  const whole = place === 'before' ? text + key : key + text
  return createKeyWay(whole, { kind: 'key_affixed', text, place })
}

/** Keys with what a configuration file, an editor or a shell added to them or removed from them. */
function around(key: string): Way<KeyBytes>[] {
  const bare = key.replace(/^[\s\uFEFF"'“”]+|[\s\uFEFF"'“”]+$/g, '')
  const trimmed =
    bare !== key && bare !== '' ? [plain('key_trimmed', bare), plain('key_trimmed', key.trim())] : []
  return [
    ...trimmed,
    often(plain('key_newline', `${key}\n`)),
    often(plain('key_newline', `${key}\r\n`)),
    plain('key_newline', `${key}\r`),
    plain('key_newline', `\n${key}`),
    often(plain('key_blank', `${key} `)),
    often(plain('key_blank', ` ${key}`)),
    plain('key_blank', ` ${key} `),
    plain('key_blank', `${key}  `),
    plain('key_blank', `${key}\t`),
    plain('key_blank', `\t${key}`),
    ...wideBlanks.flatMap((blank) => [plain('key_blank', key + blank), plain('key_blank', blank + key)]),
    often(plain('key_quoted', `"${key}"`)),
    often(plain('key_quoted', `'${key}'`)),
    plain('key_quoted', `“${key}”`),
    plain('key_quoted', `‘${key}’`),
    plain('key_quoted', `\`${key}\``),
    plain('key_quoted', `<${key}>`),
    plain('key_quoted', `{${key}}`),
    plain('key_quoted', `[${key}]`),
    plain('key_quoted', `\${${key}}`),
    plain('key_quoted', `"${key}`),
    plain('key_quoted', `${key}"`),
    plain('key_quoted', `b'${key}'`),
    createKeyWay(`"${key}"\n`, { kind: 'key_quoted' }, { kind: 'key_newline' }),
    plain('key_bom', `\uFEFF${key}`),
    createKeyWay(`\uFEFF${key}\n`, { kind: 'key_bom' }, { kind: 'key_newline' }),
    createKeyWay(`\uFEFF${key}\r\n`, { kind: 'key_bom' }, { kind: 'key_newline' }),
    ...signs.map((sign) => affixText(key, sign, 'behind')),
    ...before.map((text) => affixText(key, text, 'before')),
  ]
}

const standIns = [
  'null',
  'undefined',
  'None',
  'nil',
  'accessKey',
  'access_key',
  'ACCESS_KEY',
  'accesskey',
  'your-access-key',
  'your_access_key',
  'YOUR_ACCESS_KEY',
  'yourAccessKey',
  'your access key',
  'your-key',
  'your_key',
  'your-secret',
  '<accessKey>',
  '<your-access-key>',
  '${accessKey}',
  '${ACCESS_KEY}',
  '$ACCESS_KEY',
  '%ACCESS_KEY%',
  '{{accessKey}}',
  '{{ accessKey }}',
  '@accessKey@',
  '#{accessKey}',
  'changeme',
  'change-me',
  'change_me',
  'secret',
  'test',
  'xxx',
  'xxxxxx',
  '***',
  '******',
  'example',
  '123456',
]

function unescapeText(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return key
  }
}

const hashNames = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }
function listHashed(key: string): Way<KeyBytes>[] {
  return Object.entries(hashNames).flatMap(([algorithm, name]) => {
    const digest = computeHash(key, algorithm)
    const hex = digest.toString('hex')
    const forms = [
      hex,
      hex.toUpperCase(),
      digest,
      digest.toString('base64'),
      ...(algorithm === 'md5' ? [hex.slice(8, 24)] : []),
    ]
    return forms.map((form) => createKeyWay(form, { kind: 'key_hashed', algorithm: name }))
  })
}

/** The key encoded or decoded in another way. */
function rewritten(key: string): Way<KeyBytes>[] {
  const bytes = Buffer.from(key)
  const base64 = bytes.toString('base64')
  const ways = [
    often(plain('key_base64', base64)),
    often(plain('key_base64', `${base64}\n`)),
    plain('key_base64', bytes.toString('base64url')),
    plain('key_base64', Buffer.from(base64).toString('base64')),
    plain('key_hex', bytes.toString('hex')),
    plain('key_hex', bytes.toString('hex').toUpperCase()),
    often(plain('key_case', key.toUpperCase())),
    often(plain('key_case', key.toLowerCase())),
    plain('key_without_dashes', key.replaceAll('-', '')),
    ...['–', '—', '_', ' ', '−'].map((dash) => plain('key_dashes_replaced', key.replaceAll('-', dash))),
    plain('key_escaped', encodePercent(key)),
    plain('key_escaped', unescapeText(key)),
    plain('key_escaped', key.replaceAll('+', ' ')),
    plain('key_escaped', key.replaceAll(' ', '+')),
    plain('key_escaped', key.replaceAll('\\', '\\\\')),
    plain('key_escaped', key.replaceAll('&', '&amp;')),
    plain('key_escaped', key.replaceAll('&amp;', '&')),
    plain('key_escaped', key.replace(/\$\w+/g, '')),
    plain('key_doubled', key + key),
    plain('key_reversed', [...key].toReversed().join('')),
    often(plain('key_empty', '')),
    ...standIns.map((text) => createKeyWay(text, { kind: 'key_stand_in', text })),
    ...listHashed(key),
    createKeyWay(Buffer.from(key, 'utf16le'), { kind: 'key_charset', charset: 'UTF-16' }),
    createKeyWay(encodeUtf16(key, false), { kind: 'key_charset', charset: 'UTF-16' }),
    createKeyWay(encodeUtf16(key, true), { kind: 'key_charset', charset: 'UTF-16' }),
  ]
  const decoded = Buffer.from(key, 'base64')
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(key) && decoded.length > 0)
    ways.push(often(plain('key_not_decoded', decoded)), plain('key_not_decoded', decoded.toString('utf8')))
  const digits = key.replaceAll('-', '')
  if (/^(?:[0-9a-f]{2})+$/i.test(digits)) {
    ways.push(often(plain('key_hex_decoded', Buffer.from(digits, 'hex'))))
    ways.push(plain('key_hex_decoded', Buffer.from(digits, 'hex').toString('base64')))
  }
  // Some hexadecimal decoders, such as Node’s, stop at the first other character.
  const start = Buffer.from(key, 'hex')
  if (start.length > 0) ways.push(plain('key_hex_decoded', start))
  return isAscii(key)
    ? ways
    : [
        ...ways,
        createKeyWay(encodeGbk(key), { kind: 'key_charset', charset: 'GBK' }),
        createKeyWay(encodeTwice(key), { kind: 'key_charset', charset: 'ISO-8859-1' }),
        createKeyWay(Buffer.from(key, 'latin1'), { kind: 'key_charset', charset: 'ISO-8859-1' }),
        createKeyWay(encodeAscii(key), { kind: 'key_charset', charset: 'US-ASCII' }),
      ]
}

/** Mistakes that are tried together with a mistake elsewhere; the others are too rare. */
const besideOthers: ReadonlySet<string> = new Set([
  'key_trimmed',
  'key_newline',
  'key_blank',
  'key_bom',
  'key_base64',
  'key_hex',
  'key_case',
  'key_without_dashes',
  'key_escaped',
  'key_not_decoded',
  'key_hex_decoded',
  'key_charset',
])

/** The ways in which the used key may differ from the right one. */
export function listKeyWays(key: string, others: readonly NamedKey[]): Way<KeyBytes>[] {
  const named = others
    .filter((other) => other.key !== '')
    .map((other) => often(createKeyWay(other.key, omitUndefined({ kind: 'key_other', name: other.name }))))
  const slipped = listSlips(key).map(({ text, finding }) => way.alone(bytesOf(text), finding))
  const written = markSeldomUnless([...around(key), ...rewritten(key)], ({ mistakes }) =>
    mistakes.every(({ kind }) => besideOthers.has(kind)),
  )
  return dropEqualWays([way.right(bytesOf(key)), ...named, ...written, ...slipped], ({ id }) => id)
}

/**
 * The same for a formula that has the key in its text too. A mistake in only one of the two places also counts as one
 * mistake. Most are made in the key alone, so only one in the text alone has a finding of its own.
 */
export function listKeyPlaceWays(keys: readonly Way<KeyBytes>[]): Way<KeyBytes>[] {
  const [right] = keys
  if (!right) return []
  const inOne = keys
    .filter(({ value }, i) => i > 0 && value.bytes.length > 0)
    .flatMap((one) => {
      const { bytes, id } = one.value
      const inText = { id: `${right.value.id}\0t${id}`, bytes: right.value.bytes, inText: bytes }
      const asKey = { id, bytes, inText: right.value.inText }
      return [
        {
          ...one,
          isCommon: false,
          value: inText,
          mistakes: [...one.mistakes, { kind: 'key_only_in_text' as const }],
        },
        {
          ...one,
          isCommon: false,
          value: asKey,
          mistakes: one.mistakes,
        },
      ].map((way) => ({ ...way, isAlone: !mayStandBeside.has(one.mistakes[0]?.kind ?? '') }))
    })
  return [...keys, ...inOne]
}
const mayStandBeside: ReadonlySet<string> = new Set([
  'key_base64',
  'key_not_decoded',
  'key_hex_decoded',
  'key_hashed',
  'key_newline',
])
