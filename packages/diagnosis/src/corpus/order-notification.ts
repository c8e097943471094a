import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  escapeNonAscii,
  toBase64,
  escapeSigns,
  computeHash,
  toHex,
  computeHmac,
  sortMembers,
  writeSpaced,
} from './making.ts'
import { createAsked, createChecked, createProof, createQuery, createSent } from './stamp.ts'
import type { Way, Wire } from './stamp.ts'

const { all, planted, right, hopeless } = createCases('order-notification')

const body =
  '{"activity":"orderNotify","orderId":"CS0000000000002","orderLineId":"CS0000000000002-000001","testFlag":"1"}'
const wire: Wire = {
  protocol: 'order-notification',
  key: '01234567-89ab-cdef-0123-456789abcdef',
  nonce: 'A1B2C3D4E5F60718293A4B5C6D7E8F90',
  timestamp: '1709251199123',
  body,
}
const { key } = wire
const value: unknown = JSON.parse(body)
const lines = `${JSON.stringify(sortMembers(value, false), null, 2).replaceAll('\n', '\r\n')}\r\n`

const anew: Mistake = [
  'The JSON was parsed and written anew.',
  /anew|re-?serial|compact|white ?space|parsed/i,
]
const blanks: Mistake = ['Blanks were put behind the separators.', /blank|space/i]
const emptyBody: Mistake = ['An empty body was signed.', /empty|no body/i]
const lineEnds: Mistake = ['CRLF became line feeds.', /line (end|break|feed)|CRLF|\\r|carriage/i]
const basicKey: Mistake = ['The key of the basic interfaces was used.', /other|another|not the key|given as/i]
const keyBreak: Mistake = ['A line break stood behind the key.', /line (break|feed|end)|newline|CRLF/i]
const keyBlank: Mistake = ['Blanks stood around the key.', /blank|space/i]
const keyUpper: Mistake = ['The key was used in capitals.', /case|capital/i]
const swapped: Mistake = ['Nonce and timestamp were swapped.', /nonce.*timestamp|timestamp.*nonce|order/i]
const nonceCase: Mistake = ['The nonce was signed in lower case.', /nonce.*(case|small|lower)/i]
const plainInner: Mistake = [
  'The body was hashed without the key.',
  /plain|without (the|a|any) key|not HMAC/i,
]
const upperInner: Mistake = ['The hash of the body was written in capitals.', /upper|capital|case/i]
const base64Inner: Mistake = ['The hash of the body was written as Base64.', /base64/i]
const sha384: Mistake = ['HMAC-SHA384 was used.', /SHA-?384/i]
const sha1: Mistake = ['HMAC-SHA1 was used.', /SHA-?1\b/i]
const separated: Mistake = ['Separators stood between the parts.', /separat|between|joined|name=value/i]
const noKey: Mistake = [
  'The key does not stand in the text.',
  /key.*(left out|missing|not)|without (the )?(access )?key/i,
]
const v1: Mistake = ['It was signed as in V1.0.', /V1|authToken|timestamp/i]

const addComputed = (name: string, mistakes: readonly Mistake[], way: Way, from: Wire = wire): void =>
  planted(name, mistakes, () => createChecked(from, way))
const addSent = (name: string, mistakes: readonly Mistake[], way: Way, from: Wire = wire): void =>
  planted(name, mistakes, () => createSent(from, way))

addComputed('php://input was read twice', [emptyBody], { body: '' })
addComputed(
  'body-parser and JSON.stringify',
  [anew],
  { body: JSON.stringify(JSON.parse(lines)) },
  { ...wire, body: lines },
)
addComputed(
  'text mode of a Windows reader',
  [lineEnds],
  { body: lines.replaceAll('\r', '') },
  { ...wire, body: lines },
)
addComputed('json.dumps of Flask', [blanks], { body: writeSpaced(value) })
addComputed(
  'members in reverse order',
  [['The members were sorted from Z to A.', /sort|descend|order|reverse/i]],
  {
    body: JSON.stringify(Object.fromEntries(Object.entries(value as object).toReversed())),
  },
)
addComputed(
  'testFlag was not known to the class',
  [['A member was lost.', /member|lost|left out|missing|dropped/i]],
  {
    body: body.replace(',"testFlag":"1"', ''),
  },
)
addComputed('the test flag as a number', [['A text became a number.', /number|quot/i]], {
  body: body.replace('"1"', '1'),
})
addComputed('the query behind the body', [['The query was signed with the body.', /query/i]], {
  body: `${body}timestamp=${wire.timestamp}&nonce=${wire.nonce}`,
})
addComputed('the body as a Base64 event of a function', [['The Base64 of the body was signed.', /base64/i]], {
  body: toBase64(body),
})
addComputed('the order ids only', [['Only some members were signed.', /member|values|only|orderId/i]], {
  body: 'CS0000000000002CS0000000000002-000001',
})
planted('the key of the basic interfaces', [basicKey], () =>
  createChecked(wire, { key: 'c0a8f3e1-52d4' }, { otherKeys: [{ name: 'basic', key: 'c0a8f3e1-52d4' }] }),
)
addComputed('a line break in a secret of Kubernetes', [keyBreak], { key: `${key}\n` })
addComputed('a blank before the key in YAML', [keyBlank], { key: ` ${key}` })
addComputed('the key in capitals', [keyUpper], { key: key.toUpperCase() })
addComputed('the key in brackets', [['The key was used with brackets.', /bracket|brace|quot/i]], {
  key: `{${key}}`,
})
addComputed('the UUID as bytes', [['The key was decoded as hexadecimal digits.', /hex/i]], {
  key: Buffer.from(key.replaceAll('-', ''), 'hex'),
  textKey: key,
})
addComputed('timestamp before nonce', [swapped], {
  text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}`,
})
addComputed('the nonce in lower case', [nonceCase], { nonce: wire.nonce.toLowerCase() })
addComputed(
  'an exponent for the timestamp',
  [['The timestamp was written with an exponent.', /timestamp|exponent|number/i]],
  {
    timestamp: '1.709251199123E12',
  },
)
addComputed('the timestamp as a date', [['The timestamp was signed as a date.', /timestamp|date/i]], {
  timestamp: '20240229235959',
})
addComputed('SHA-256 of the body', [plainInner], { inner: (_, of) => toHex(computeHash(of)) })
addComputed('the digits in capitals', [upperInner], {
  inner: (by, of) => toHex(computeHmac(by, of)).toUpperCase(),
})
addComputed('Base64 of the hash', [base64Inner], { inner: (by, of) => toBase64(computeHmac(by, of)) })
addComputed(
  'Base64 of both',
  [base64Inner, ['The signature too was written as Base64.', /signature.*base64/i]],
  { inner: (by, of) => toBase64(computeHmac(by, of)), written: toBase64 },
)
addSent('HMAC-SHA384', [sha384], {
  inner: (by, of) => toHex(computeHmac(by, of, 'sha384')),
  outer: (by, of) => computeHmac(by, of, 'sha384'),
})
addComputed('HMAC-SHA1 of the body', [sha1], { inner: (by, of) => toHex(computeHmac(by, of, 'sha1')) })
addComputed('commas between the parts', [separated], {
  text: (p) => [String(p.key), p.nonce, p.timestamp, String(p.inner)].join(','),
})
addComputed('the key left out', [noKey], { text: (p) => `${p.nonce}${p.timestamp}${String(p.inner)}` })
addComputed('the key at both ends', [['The key stands at both ends.', /both|twice|end|behind/i]], {
  text: (p) => `${String(p.key)}${p.nonce}${p.timestamp}${String(p.inner)}${String(p.key)}`,
})
planted('the authToken of V1.0', [v1], () =>
  createChecked(wire, {
    outer: (by) =>
      computeHmac(`${String(by)}${wire.timestamp}`, `nonce=${wire.nonce}&timestamp=${wire.timestamp}`),
    written: toBase64,
  }),
)
planted(
  'signature in a header',
  [['The signature stands in a header.', /header|query|elsewhere/i]],
  () => {
    const asked = createAsked(wire, `timestamp=${wire.timestamp}&nonce=${wire.nonce}`)
    const { request } = asked.exchange
    if (!request) return asked
    return {
      ...asked,
      exchange: {
        request: { ...request, headers: [...request.headers, ['signature', createProof(wire, {})]] },
      },
    }
  },
  [/missing/i],
)
planted(
  'timeStamp in place of timestamp',
  [['The parameter has another spelling.', /timeStamp|spell|name|case|missing/i]],
  () => createAsked(wire, createQuery(wire, createProof(wire, {})).replace('timestamp=', 'timeStamp=')),
  [/missing/i],
)
planted('a clock three minutes slow', [['The clock is slow.', /clock|behind|time/i]], () =>
  createSent(wire, {}, { receivedAtMs: Number(wire.timestamp) + 180_000 }),
)
addComputed('swapped, and a line break behind the key', [swapped, keyBreak], {
  key: `${key}\n`,
  text: (p) => `${String(p.key)}${p.timestamp}${p.nonce}${String(p.inner)}`,
})
addComputed('blanks in the JSON, and a plain hash', [blanks, plainInner], {
  body: writeSpaced(value),
  inner: (_, of) => toHex(computeHash(of)),
})
addComputed('an empty body, and Base64 of its hash', [emptyBody, base64Inner], {
  body: '',
  inner: (by, of) => toBase64(computeHmac(by, of)),
})
addComputed('the key in capitals, and separators', [keyUpper, separated], {
  key: key.toUpperCase(),
  text: (p) => [String(p.key), p.nonce, p.timestamp, String(p.inner)].join('&'),
})
addComputed(
  'letters escaped and line breaks trimmed',
  [
    ['Letters were written as \\u escapes.', /\\u|escape/i],
    ['The last line break was trimmed.', /trim|line|white ?space/i],
  ],
  { body: escapeNonAscii('{"orderId":"订单"}') },
  { ...wire, body: '{"orderId":"订单"}\n' },
)
addComputed(
  'Go: HTML signs, and the nonce in lower case',
  [['Signs of HTML were escaped.', /html|<|&|\\u003c/i], nonceCase],
  { body: escapeSigns('{"orderId":"a<b&c"}', /[<>&]/g), nonce: wire.nonce.toLowerCase() },
  { ...wire, body: '{"orderId":"a<b&c"}' },
)

right('upper case, as in the example', () => createSent(wire, {}))
right('a receiver that computes lower case', () => createChecked(wire, { written: toHex }))
right('a nonce that needs escapes, and a key in Chinese', () =>
  createSent({ ...wire, key: '秘钥-key_2', nonce: "n b*c~d+e!f'g(h)i" }, {}),
)
hopeless('an unknown key', () => createSent(wire, { key: 'zzzz-9' }))
planted(
  'the body was cut by a proxy',
  [['Only the first bytes of the body were signed.', /first|cut/i]],
  () => createChecked({ ...wire, body: body.slice(0, 61) }, { body: body.slice(0, 33) }),
)

/** Order notifications. */
export const orderNotification = all
