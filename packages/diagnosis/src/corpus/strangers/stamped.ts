import type { DiagnosisAsked } from '../../diagnose.ts'
import { createCases } from '../case.ts'
import type { CorpusCase, Mistake } from '../case.ts'
import {
  escapeNonAscii,
  toBase64,
  toBytes,
  toDashedHex,
  computeHash,
  toHex,
  computeHmac,
  toJavaSignedHex,
  writePython,
  sortMembers,
  writeSpaced,
} from '../making.ts'
import type { Bytes } from '../making.ts'
import { createAsked, createChecked, createProof, createSent } from '../stamp.ts'
import type { Way, Wire } from '../stamp.ts'
import { key, keyBreak, latin, printedMistakes } from './given.ts'

const stamped = createCases('saas-v2')
const notified = createCases('order-notification')

const nonce = 'kD93jfLq02Zx7TtWmB5c'
const timestamp = '1764300000123'
const body =
  '{"activity":"newInstance","businessId":"87b94795-0603-4e24-8ae5-69420d60e3c8","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}'
const chinese =
  '{"activity":"changeInstanceCheck","instanceId":"10e758d0-31ad-4c4b-8f1b-81d03469a10e","productInfo":{"linearValue":20,"productId":"OFFI461867333479178240","productName":"企业协同办公/标准版 <A&B> it\'s","skuCode":"a63ee5c9-4f86"},"testFlag":"1"}'
const indented = JSON.stringify(JSON.parse(chinese), null, 2)
const wire: Wire = { protocol: 'saas-v2', key, nonce, timestamp, body }
const inChinese: Wire = { ...wire, body: chinese }
const digits = (by: Bytes, of: Bytes): string => toHex(computeHmac(by, of))

const swapped: Mistake = ['Nonce and timestamp were swapped.', /nonce.*timestamp|order/i]
const upper: Mistake = ['The hash of the body was in capitals.', /upper case/i]
const blanks: Mistake = ['The JSON was written with blanks.', /space/i]
const ascii: Mistake = ['Letters were written as \\uXXXX.', /\\u/]
const slash: Mistake = ['Slashes were written as \\/.', /\\\//]
const html: Mistake = ['Signs of HTML were escaped.', /<.*>/]
const decimals: Mistake = ['Numbers were read as floating-point ones.', /decimal|float/i]
const asBase64: Mistake = ['Base64 was used.', /base64/i]
const noKey: Mistake = ['The key was left out of the text.', /key is missing|access key alone/i]
const around: Mistake = ['A tool put something around the hash.', /(before|after|around) the hash/i]
const gbk: Mistake = ['The body was turned into bytes as GBK.', /GBK/]

/** A receiver’s code that computes something else. */
const addChecked = (name: string, mistakes: readonly Mistake[], way: Way, of = wire): void =>
  stamped.planted(`strangers, ${name}`, mistakes, () => createChecked(of, way))
const addSent = (name: string, mistakes: readonly Mistake[], way: Way, of = wire): void =>
  stamped.planted(`strangers, ${name}`, mistakes, () => createSent(of, way))

addChecked('PHP encodes the raw hash', [asBase64], { inner: (by, of) => toBase64(computeHmac(by, of)) })
addChecked('Go joins the raw hash', [['The hash was signed as bytes.', /bytes/i]], { inner: computeHmac })
addChecked('the timestamp before the nonce', [swapped], {
  text: (p) => `${key}${timestamp}${nonce}${String(p.inner)}`,
})
addSent('%X of Go', [upper], { inner: (by, of) => digits(by, of).toUpperCase() })
addChecked(
  'json.dumps as it comes',
  [blanks, ascii],
  { body: escapeNonAscii(writeSpaced(JSON.parse(chinese))) },
  inChinese,
)
addChecked(
  'json_encode as it comes',
  [ascii, slash],
  { body: escapeNonAscii(chinese).replaceAll('/', String.raw`\/`) },
  inChinese,
)
addChecked(
  'Gson escapes and reads doubles',
  [html, decimals],
  {
    body: chinese
      .replace(':20,', ':20.0,')
      .replaceAll('<', String.raw`\u003c`)
      .replaceAll('>', String.raw`\u003e`)
      .replaceAll('&', String.raw`\u0026`)
      .replaceAll("'", String.raw`\u0027`),
  },
  inChinese,
)
addChecked('C# takes Unicode for UTF-8', [['UTF-16 was taken.', /UTF-16/]], {
  body: Buffer.from(body, 'utf16le'),
})
addChecked('BitConverter over the inner hash', [['Separators stood in the hash.', /separat/i]], {
  inner: (by, of) => toDashedHex(computeHmac(by, of)),
})
addSent('a digest in base64', [asBase64], { written: toBase64 })
addChecked('SHA-256 over the body', [['The body was hashed without the key.', /plain/i]], {
  inner: (_, of) => toHex(computeHash(of)),
})
addSent('SHA-1 at the end', [['HMAC-SHA1 was used.', /SHA-?1/]], {
  outer: (by, of) => computeHmac(by, of, 'sha1'),
})
addSent('the clock read twice', [['Another time was signed.', /2 ms/]], {
  timestamp: String(Number(timestamp) - 2),
})
addChecked(
  'characters of Latin-1',
  [latin],
  { body: Buffer.from(Buffer.from(chinese).toString('latin1')) },
  inChinese,
)
addChecked(
  'readLine drops the line feeds',
  [['Line breaks were lost.', /line break/i]],
  {
    body: indented.replaceAll('\n', ''),
  },
  { ...wire, body: indented },
)
addSent(
  'a body with line feeds becomes one with CRLF',
  [['The line ends changed.', /line end/i]],
  {
    body: indented,
  },
  { ...wire, body: indented.replaceAll('\n', '\r\n') },
)
addChecked('a key without hyphens', [['The hyphens of the key were lost.', /hyphens/i]], {
  key: key.replaceAll('-', ''),
})
addChecked('no key in the text', [noKey], { text: (p) => nonce + timestamp + String(p.inner) })
addChecked('key and text the wrong way round, twice', [['Key and text were swapped.', /swapped/i]], {
  inner: (by, of) => digits(of, by),
  outer: (by, of) => computeHmac(of, by),
})
addChecked('the parts sorted, as WeChat does', [['The parts were put in another order.', /order|sorted/i]], {
  text: (p) => [key, nonce, timestamp].toSorted().join('') + String(p.inner),
})
addChecked('a Python dictionary', [printedMistakes], { body: writePython(JSON.parse(body)) })
addChecked('an empty PHP array', [['"[]" was signed.', /\[\]/]], { body: '[]' })
addChecked('openssl 1 tells its input', [around], { inner: (by, of) => `(stdin)= ${digits(by, of)}` })
addChecked('openssl 3 tells its input', [around], { inner: (by, of) => `SHA2-256(stdin)= ${digits(by, of)}` })
addChecked('the hash with a line break', [['A line break was signed.', /line break/i]], {
  inner: (by, of) => `${digits(by, of)}\n`,
})
addChecked('the hash as JSON', [around], { inner: (by, of) => JSON.stringify(digits(by, of)) })
addChecked('%x over hex', [['The hash was turned into hex twice.', /once more|twice/i]], {
  inner: (by, of) => toHex(Buffer.from(digits(by, of))),
})
addChecked('echo without -n, twice', [['A line break was signed.', /line break/i]], {
  body: `${body}\n`,
  outer: (by, of) => computeHmac(by, Buffer.concat([toBytes(of), Buffer.from('\n')])),
})
addChecked('float64 of Go as text', [['The timestamp was signed as a float.', /float/i]], {
  timestamp: '1.764300000123e+12',
})
addChecked('a nonce that is undefined', [['“undefined” was signed.', /undefined/]], { nonce: 'undefined' })
addChecked('a placeholder of Postman', [['“{{nonce}}” was signed.', /\{\{nonce\}\}/]], { nonce: '{{nonce}}' })
addChecked('signed bytes of Java', [['Bytes were sign-extended.', /ffffff/]], {
  inner: (by, of) => toJavaSignedHex(computeHmac(by, of)),
})
addChecked(
  'a class without productInfo',
  [['productInfo was lost.', /productInfo/]],
  {
    body: chinese.replace(/"productInfo":\{[^}]*\},/, ''),
  },
  inChinese,
)
addChecked('parts with names', [['The parts were named.', /name=value/i]], {
  text: (p) => `accessKey=${key}&nonce=${nonce}&timestamp=${timestamp}&bodyHash=${String(p.inner)}`,
})
stamped.planted(
  'strangers, an address from a page of HTML',
  [['The address was read as HTML.', /HTML/]],
  () => createAsked(wire, `signature=${createProof(wire, {})}×tamp=${timestamp}&nonce=${nonce}`),
)
stamped.planted('strangers, an address escaped as HTML', [['The address was escaped as HTML.', /HTML/]], () =>
  createAsked(wire, `signature=${createProof(wire, {})}&amp;timestamp=${timestamp}&nonce=${nonce}`),
)
addChecked('a line break in .env, and swapped', [keyBreak, swapped], {
  key: `${key}\n`,
  text: (p) => `${key}\n${timestamp}${nonce}${String(p.inner)}`,
})
addChecked('capitals and “&”', [upper, ['“&” stood between the parts.', /"&"/]], {
  text: (p) => [key, nonce, timestamp, String(p.inner).toUpperCase()].join('&'),
})
addChecked(
  'json.dumps and Base64',
  [blanks, ascii, asBase64],
  {
    body: escapeNonAscii(writeSpaced(JSON.parse(chinese))),
    inner: (by, of) => toBase64(computeHmac(by, of)),
  },
  inChinese,
)
addChecked('no body and no key', [['The body was empty.', /empty/i], noKey], {
  body: '',
  text: (p) => nonce + timestamp + String(p.inner),
})
addChecked(
  'GBK and a small nonce',
  [gbk, ['The nonce was in small letters.', /lower case/i]],
  {
    nonce: nonce.toLowerCase(),
    body: Buffer.from('7b2261223a22d6d0227d', 'hex'),
  },
  { ...wire, body: '{"a":"中"}' },
)

/** The joint kit’s V2 signs the body itself. */
function kit(text: string, of: string): DiagnosisAsked {
  const headers = [
    ['x-sign', digits(key, text)],
    ['x-timestamp', timestamp],
    ['x-nonce', nonce],
  ] as const
  const request = { method: 'POST', target: '/produceAPI/v2/tenantSync', headers, body: Buffer.from(of) }
  return { protocol: 'kit-v2', accessKey: key, receivedAtMs: Number(timestamp), exchange: { request } }
}
const synced = '{"tenantId":"t-1","name":"示例 公司","flag":1,"testFlag":0}'
stamped.planted(
  'strangers, the kit signs a hash',
  [['A hash was signed in place of the body.', /hash/i]],
  () => kit(key + nonce + timestamp + digits(key, synced), synced),
)
stamped.planted('strangers, the kit with a sorted body', [['The members were sorted.', /sorted/i]], () =>
  kit(key + nonce + timestamp + JSON.stringify(sortMembers(JSON.parse(synced), false)), synced),
)
stamped.planted(
  'strangers, the kit swapped and indented',
  [swapped, ['The body was indented.', /indent/i]],
  () => kit(key + timestamp + nonce + JSON.stringify(JSON.parse(synced), null, 2), synced),
)
stamped.right('strangers, the kit by its rule', () => kit(key + nonce + timestamp + synced, synced))
stamped.right('strangers, Chinese by the rule', () => createSent(inChinese, {}))
stamped.hopeless('strangers, a key of nobody', () => createSent(wire, { key: 'somebody-else' }))
stamped.hopeless('strangers, another body', () =>
  createSent(wire, { body: '{"activity":"queryInstance","instanceId":"z"}' }),
)
stamped.hopeless('strangers, a nonce made anew', () => createChecked(wire, { nonce: 'Zq81mmPoiuY' }))
stamped.hopeless('strangers, the kit with any digits', () => kit('any', synced))

const notice: Wire = {
  ...wire,
  protocol: 'order-notification',
  body: '{"activity":"orderNotify","orderId":"CS2511281819B4LVS","orderLineId":"CS2511281819B4LVS-000001","testFlag":"0"}',
}
notified.planted(
  'strangers, the key of the basic interfaces',
  [['Another key was used.', /not the key/i]],
  () => createSent(notice, { key: 'basic-9a7' }, { otherKeys: [{ name: 'basic', key: 'basic-9a7' }] }),
)
notified.planted('strangers, the body itself', [['The body was signed, not its hash.', /body itself/i]], () =>
  createChecked(notice, { inner: (_, of) => of }),
)
notified.planted('strangers, a class without testFlag', [['testFlag was lost.', /testFlag/]], () =>
  createChecked(notice, { body: String(notice.body).replace(',"testFlag":"0"', '') }),
)
notified.hopeless('strangers, a key of nobody', () => createSent(notice, { key: 'somebody-else' }))
notified.right('strangers, by the rule', () => createSent(notice, {}))

/** Requests with a signature, a timestamp and a nonce. */
export const strangersStamped: readonly CorpusCase[] = [...stamped.all, ...notified.all]
