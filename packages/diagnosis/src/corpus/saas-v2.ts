import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  toBase64,
  toDashedHex,
  computeHash,
  toHex,
  computeHmac,
  toJavaSignedHex,
  toShortHex,
  toUrlSafe,
} from './making.ts'
import type { Bytes } from './making.ts'
import { createAsked, createChecked, createProof, createQuery, createSent } from './stamp.ts'
import type { Wire } from './stamp.ts'

const { all, planted, right, hopeless } = createCases('saas-v2')

const body =
  '{"activity":"newInstance","businessId":"87b94795-0603-4e24-8ae5-69420d60e3c8","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}'
const wire: Wire = {
  protocol: 'saas-v2',
  key: 'c0a8f3e1-52d4-4B7e-8f90-1d2c3b4a5968',
  nonce: 'h2Jk8Lm4Np6Qr0St',
  timestamp: '1764298800123',
  body,
}
const { key } = wire
const dashless: Wire = { ...wire, key: 'c0a8f3e152d44b7e8f901d2c3b4a5968' }

const otherKey: Mistake = [
  'The key of another interface class was used.',
  /other|another|not the key|given as/i,
]
const keyBreak: Mistake = ['A line break stood behind the key.', /line (break|feed|end)|newline|CRLF/i]
const keyBlank: Mistake = ['A blank stood behind the key.', /blank|space/i]
const keyQuotes: Mistake = ['The key was used with its quotes.', /quot/i]
const keyBom: Mistake = ['A byte order mark stood in front of the key.', /byte order mark|BOM/i]
const keyHex: Mistake = ['The key was decoded as hexadecimal digits.', /hex/i]
const keyBase64: Mistake = ['The Base64 of the key was used.', /base64/i]
const keyCase: Mistake = ['The key was used in another case.', /case|capital/i]
const swapped: Mistake = ['Nonce and timestamp were swapped.', /nonce.*timestamp|timestamp.*nonce|order/i]
const innerUpper: Mistake = ['The hash of the body was written in capitals.', /upper|capital|case/i]
const innerPlain: Mistake = [
  'The body was hashed without the key.',
  /plain|without (the|a|any) key|no key|not HMAC/i,
]
const outerPlain: Mistake = [
  'The signature is a plain hash, not HMAC.',
  /plain|without (the|a|any) key|not HMAC/i,
]
const sha1: Mistake = ['HMAC-SHA1 was used.', /SHA-?1\b/i]
const sha512: Mistake = ['HMAC-SHA512 was used.', /SHA-?512/i]
const md5: Mistake = ['MD5 was used.', /MD5/i]
const asBase64: Mistake = ['The signature was written as Base64.', /base64/i]
const separated: Mistake = ['Separators stood between the parts.', /separat|between|joined|name=value/i]
const seconds: Mistake = ['The timestamp was signed in seconds.', /second/i]
const keyExchanged: Mistake = [
  'Key and text were exchanged.',
  /swap|exchang|key and|wrong way|instead of|changed places/i,
]

const withKey = (name: string, mistakes: readonly Mistake[], used: Bytes): void =>
  planted(name, mistakes, () => createChecked(wire, { key: used }))

withKey('a key file with a line break', [keyBreak], `${key}\n`)
withKey('a key file with CRLF', [keyBreak], `${key}\r\n`)
withKey('a blank behind the pasted key', [keyBlank], `${key} `)
withKey(
  'a tab in front of the pasted key',
  [['A tab stood in front of the key.', /blank|space|tab/i]],
  `\t${key}`,
)
withKey('the quotes of a .env file', [keyQuotes], `"${key}"`)
withKey('single quotes of a .env file', [keyQuotes], `'${key}'`)
withKey('a byte order mark in the key file', [keyBom], `\uFEFF${key}`)
withKey('the key in lower case', [keyCase], key.toLowerCase())
withKey('the key in upper case', [keyCase], key.toUpperCase())
withKey(
  'the dashes of the key removed',
  [['The dashes of the key were left out.', /dash|hyphen/i]],
  key.replaceAll('-', ''),
)
withKey('the Base64 of the key', [keyBase64], toBase64(key))
withKey(
  'MD5 of the key',
  [['The MD5 of the key was used as the key.', /MD5/i]],
  toHex(computeHash(key, 'md5')),
)
withKey(
  'SHA-256 of the key',
  [['The SHA-256 of the key was used as the key.', /key.*(SHA-?256|hash)|(SHA-?256|hash).*key/i]],
  toHex(computeHash(key)),
)
withKey(
  'the key as UTF-16',
  [['The key was turned into bytes as UTF-16.', /UTF-?16|unicode/i]],
  Buffer.from(key, 'utf16le'),
)
withKey(
  'the key cut by a column of 32',
  [['The key was cut.', /cut|short|truncat|part of the key/i]],
  key.slice(0, 32),
)
withKey(
  'the variable was not set',
  [['The text "undefined" was used as the key.', /undefined|not set|empty/i]],
  'undefined',
)
withKey('the key of Java is null', [['The text "null" was used as the key.', /null|not set|empty/i]], 'null')
withKey(
  'a placeholder that was not filled in',
  [['The placeholder was used as the key.', /placeholder|not (set|filled|replaced)|example/i]],
  'your-access-key',
)
planted('the key as hexadecimal bytes', [keyHex], () =>
  createChecked(dashless, { key: Buffer.from(dashless.key, 'hex') }),
)
planted('the key as hexadecimal bytes, as text in the text', [keyHex], () =>
  createChecked(dashless, { key: Buffer.from(dashless.key, 'hex'), textKey: dashless.key }),
)
planted('the key decoded as Base64', [keyBase64], () =>
  createChecked(dashless, { key: Buffer.from(dashless.key, 'base64') }),
)
planted('the key of the joint sync', [otherKey], () =>
  createSent(wire, { key: '99aa88bb-77cc' }, { otherKeys: [{ name: 'joint sync', key: '99aa88bb-77cc' }] }),
)
planted('the old key', [otherKey], () =>
  createChecked(wire, { key: 'old-1234' }, { otherKeys: [{ name: 'key of last year', key: 'old-1234' }] }),
)
planted('the access key id', [['The access key id was used as the key.', /\bid\b/i]], () =>
  createChecked(wire, { key: 'AKID0001' }, { accessKeyId: 'AKID0001' }),
)

planted('nonce and timestamp swapped', [swapped], () =>
  createChecked(wire, { text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}` }),
)
planted(
  'the key left out of the text',
  [['The key does not stand in the text.', /key.*(left out|missing|not)|without (the )?(access )?key/i]],
  () => createChecked(wire, { text: (p) => `${p.nonce}${p.timestamp}${String(p.inner)}` }),
)
planted(
  'the nonce left out',
  [['The nonce was left out.', /nonce.*(left out|missing|not)|without (the )?nonce/i]],
  () => createChecked(wire, { nonce: '' }),
)
planted(
  'the timestamp left out',
  [['The timestamp was left out.', /timestamp.*(left out|missing|not)|without (the )?timestamp/i]],
  () => createChecked(wire, { timestamp: '' }),
)
planted(
  'the hash left out',
  [['The hash of the body was left out.', /(body|hash).*(left out|missing|not)|without the (body|hash)/i]],
  () => createChecked(wire, { inner: () => '' }),
)
planted('only the body signed', [['Only the body was signed.', /body/i]], () =>
  createChecked(wire, { outer: (by) => computeHmac(by, body) }),
)
planted('the body in place of its hash', [['The body itself was signed, not its hash.', /body/i]], () =>
  createChecked(wire, { inner: (_, of) => of }),
)
planted('the key at the end', [['The key stands at the end.', /end|behind|order|last/i]], () =>
  createChecked(wire, { text: (p) => `${p.nonce}${p.timestamp}${String(p.inner)}${String(p.key)}` }),
)
planted('the hash in front', [['The hash of the body stands in front.', /front|order|first/i]], () =>
  createChecked(wire, { text: (p) => `${String(p.key)}${String(p.inner)}${p.nonce}${p.timestamp}` }),
)
planted('the parts sorted as WeChat does', [['The parts were sorted.', /sort/i]], () =>
  createChecked(wire, {
    text: (p) =>
      [String(p.key), p.nonce, p.timestamp, String(p.inner)].toSorted((a, b) => (a < b ? -1 : 1)).join(''),
  }),
)
for (const [name, separator] of [
  ['line feeds', '\n'],
  ['ampersands', '&'],
  ['colons', ':'],
  ['bars', '|'],
] as const)
  planted(`${name} between the parts`, [separated], () =>
    createChecked(wire, {
      text: (p) => [String(p.key), p.nonce, p.timestamp, String(p.inner)].join(separator),
    }),
  )
planted('names before the parts', [separated], () =>
  createChecked(wire, {
    text: (p) =>
      `accessKey=${String(p.key)}&nonce=${p.nonce}&timestamp=${p.timestamp}&payload=${String(p.inner)}`,
  }),
)
planted('the query as text', [['The query was signed.', /query|name=value|parameters|separat/i]], () =>
  createChecked(wire, { text: (p) => `timestamp=${p.timestamp}&nonce=${p.nonce}` }),
)

planted('the hash in capitals', [innerUpper], () =>
  createChecked(wire, { inner: (by, of) => toHex(computeHmac(by, of)).toUpperCase() }),
)
planted('the hash as Base64', [['The hash of the body was written as Base64.', /base64/i]], () =>
  createChecked(wire, { inner: (by, of) => toBase64(computeHmac(by, of)) }),
)
planted('the hash as bytes', [['The hash of the body was signed as bytes.', /bytes|binary/i]], () =>
  createChecked(wire, { inner: (by, of) => computeHmac(by, of) }),
)
planted(
  'the hash as text by toString',
  [['The bytes of the hash were read as UTF-8 text.', /bytes|binary|UTF-?8|text/i]],
  () => createChecked(wire, { inner: (by, of) => computeHmac(by, of).toString('utf8') }),
)
planted(
  'the hash as latin1 text',
  [['The bytes of the hash were read as ISO-8859-1 text.', /bytes|binary|8859|latin/i]],
  () => createChecked(wire, { inner: (by, of) => computeHmac(by, of).toString('latin1') }),
)
planted('plain SHA-256 of the body', [innerPlain], () =>
  createChecked(wire, { inner: (_, of) => toHex(computeHash(of)) }),
)
planted('MD5 of the body', [md5], () =>
  createChecked(wire, { inner: (_, of) => toHex(computeHash(of, 'md5')) }),
)
planted('plain SHA-256 of the text', [outerPlain], () =>
  createChecked(wire, { outer: (_, of) => computeHash(of) }),
)
planted('plain SHA-256 twice', [innerPlain, outerPlain], () =>
  createChecked(wire, { inner: (_, of) => toHex(computeHash(of)), outer: (_, of) => computeHash(of) }),
)
planted('HMAC-SHA1 twice', [sha1], () =>
  createSent(wire, {
    inner: (by, of) => toHex(computeHmac(by, of, 'sha1')),
    outer: (by, of) => computeHmac(by, of, 'sha1'),
  }),
)
planted('HMAC-SHA1 of the text only', [sha1], () =>
  createChecked(wire, { outer: (by, of) => computeHmac(by, of, 'sha1') }),
)
planted('HMAC-SHA512 twice', [sha512], () =>
  createChecked(wire, {
    inner: (by, of) => toHex(computeHmac(by, of, 'sha512')),
    outer: (by, of) => computeHmac(by, of, 'sha512'),
  }),
)
planted('HMAC-MD5 twice', [md5], () =>
  createChecked(wire, {
    inner: (by, of) => toHex(computeHmac(by, of, 'md5')),
    outer: (by, of) => computeHmac(by, of, 'md5'),
  }),
)
planted('key and body exchanged', [keyExchanged], () =>
  createChecked(wire, { inner: (by, of) => toHex(computeHmac(of, by)) }),
)
planted('key and text exchanged', [keyExchanged], () =>
  createChecked(wire, { outer: (by, of) => computeHmac(of, by) }),
)
planted('the key of V1.0', [['The key was joined with the timestamp.', /timestamp|V1/i]], () =>
  createChecked(wire, { outer: (by, of) => computeHmac(`${String(by)}${wire.timestamp}`, of) }),
)
planted('hashed once more', [['The signature was hashed once more.', /twice|once more|again|double/i]], () =>
  createChecked(wire, { written: (digest) => toHex(computeHmac(key, toHex(digest))) }),
)
planted(
  'javaSignedHex',
  [
    [
      'Signed bytes were written in hexadecimal with ffffff in front.',
      /signed bytes|ffffff|negative|toHexString/i,
    ],
  ],
  () =>
    createChecked(wire, {
      inner: (by, of) => toJavaSignedHex(computeHmac(by, of)),
      written: toJavaSignedHex,
    }),
)
planted('leading zeros lost', [['Bytes were written in hexadecimal without a leading zero.', /zero/i]], () =>
  createChecked(wire, { inner: (by, of) => toShortHex(computeHmac(by, of)), written: toShortHex }),
)
planted(
  'BitConverter in the hash',
  [['Dashes stand between the digits of the hash.', /dash|hyphen|separat|BitConverter/i]],
  () => createChecked(wire, { inner: (by, of) => toDashedHex(computeHmac(by, of)) }),
)
planted(
  'BitConverter at the end',
  [['Dashes stand between the digits.', /dash|hyphen|separat|BitConverter|spaced/i]],
  () => createChecked(wire, { written: toDashedHex }),
)
planted('str of binascii bytes', [["The hash was written as Python’s b'…'.", /python|b'|b’|bytes/i]], () =>
  createChecked(wire, { inner: (by, of) => `b'${toHex(computeHmac(by, of))}'` }),
)
planted('the signature as Base64', [asBase64], () => createSent(wire, { written: toBase64 }))
planted('the signature as URL-safe Base64', [asBase64], () => createSent(wire, { written: toUrlSafe }))
planted('the Base64 of the digits', [asBase64], () =>
  createSent(wire, { written: (digest) => toBase64(toHex(digest)) }),
)
planted('the signature cut', [['The signature was cut.', /cut|short|truncat|characters|digits/i]], () =>
  createSent(wire, { written: (digest) => toHex(digest).slice(0, 32) }),
)
planted('seconds signed, milliseconds sent', [seconds], () =>
  createChecked(wire, { timestamp: wire.timestamp.slice(0, 10) }),
)
planted('seconds signed and sent', [seconds], () => createSent({ ...wire, timestamp: '1764298800' }, {}), [
  /skew|clock|stale|digits|13/i,
])
planted(
  'the timestamp rounded to seconds',
  [['The milliseconds of the timestamp became zeros.', /second|zero|round/i]],
  () => createChecked(wire, { timestamp: '1764298800000' }),
)
planted(
  'the nonce in lower case',
  [['The nonce was signed in lower case.', /nonce.*(case|small|lower)/i]],
  () => createChecked(wire, { nonce: wire.nonce.toLowerCase() }),
)
planted(
  'the nonce was signed encoded',
  [['The nonce was signed percent-encoded.', /nonce.*(escape|encod)/i]],
  () => {
    const odd = { ...wire, nonce: 'n b*c~d+e/f=' }
    return createChecked(odd, { nonce: encodeURIComponent(odd.nonce) })
  },
)
planted(
  'the plus of the nonce became a blank',
  [['A plus in the nonce became a blank.', /nonce.*(plus|\+|blank|decod)/i]],
  () => {
    const odd = { ...wire, nonce: 'n+b/c+d=' }
    return createChecked(odd, { nonce: odd.nonce.replaceAll('+', ' ') })
  },
)
planted(
  'the parameter is called sign',
  [['The parameter has another name.', /sign\b|name|missing|spell/i]],
  () => createAsked(wire, createQuery(wire, createProof(wire, {})).replace('signature=', 'sign=')),
  [/missing|absent/i],
)
planted(
  'the nonce was not sent',
  [['The nonce is missing.', /nonce/i]],
  () => createAsked(wire, createQuery(wire, createProof(wire, {})).replace(/&nonce=.*/, '')),
  [/missing/i],
)
planted(
  'an older nonce again',
  [['The nonce was used before.', /nonce.*(before|again|twice|already|used|seen)/i]],
  () => createSent(wire, {}, { noncesSeen: ['x', wire.nonce] }),
)
planted('a clock ten minutes ahead', [['The clock is ahead.', /clock|ahead|time/i]], () =>
  createSent(wire, {}, { receivedAtMs: 1_764_298_200_000 }),
)
planted(
  'a local time for UTC',
  [['The timestamp is of a local time zone.', /local|zone|UTC|hours/i]],
  () => createSent(wire, {}, { receivedAtMs: 1_764_298_800_123 - 8 * 3_600_000 }),
  [/clock|time/i],
)

planted('a line break behind the key and the hash in capitals', [keyBreak, innerUpper], () =>
  createChecked(wire, { key: `${key}\n`, inner: (by, of) => toHex(computeHmac(by, of)).toUpperCase() }),
)
planted('swapped and an empty body', [swapped, ['An empty body was signed.', /empty|body/i]], () =>
  createChecked(wire, {
    body: '',
    text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}`,
  }),
)
planted('the other class and Base64', [otherKey, asBase64], () =>
  createSent(
    wire,
    { key: 'k-other-1', written: toBase64 },
    { otherKeys: [{ name: 'common', key: 'k-other-1' }] },
  ),
)
planted('quotes around the key and the plain hash', [keyQuotes, innerPlain], () =>
  createChecked(wire, { key: `"${key}"`, inner: (_, of) => toHex(computeHash(of)) }),
)
planted('SHA1 and swapped', [sha1, swapped], () =>
  createChecked(wire, {
    inner: (by, of) => toHex(computeHmac(by, of, 'sha1')),
    outer: (by, of) => computeHmac(by, of, 'sha1'),
    text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}`,
  }),
)
planted(
  'seconds signed and the body written with blanks',
  [seconds, ['The JSON was written with blanks.', /blank|space|anew/i]],
  () =>
    createChecked(wire, {
      timestamp: wire.timestamp.slice(0, 10),
      body: body.replaceAll('":"', '": "').replaceAll('","', '", "'),
    }),
)
planted('the key as Base64 and line feeds between the parts', [keyBase64, separated], () =>
  createChecked(wire, {
    key: toBase64(key),
    text: (p) => [String(p.key), p.nonce, p.timestamp, String(p.inner)].join('\n'),
  }),
)

right('signed by the rule', () => createSent(wire, {}))
right('signed by the rule, lower case', () => createSent(wire, { written: toHex }))
right('the receiver’s code is right', () => createChecked(wire, { written: toHex }))
right('a body in Chinese with blanks', () => createSent({ ...wire, body: '{ "activity" : "订单" }\r\n' }, {}))
hopeless('a key that nobody gave', () => createSent(wire, { key: 'f3b0-unknown-key' }))
hopeless('a body cut in the middle', () => createSent({ ...wire, body: body.slice(0, 90) }, { body }))
hopeless('a receiver with a key that nobody gave', () => createChecked(wire, { key: 'f3b0-unknown-key' }))
hopeless('a random signature', () => createSent(wire, { written: () => toHex(computeHash('chance')) }))

/** Key, formula and encoding of the signature of SaaS V2.0. */
export const saasV2 = all
