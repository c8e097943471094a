import type { DiagnosisAsked } from '../diagnose.ts'
import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  toBase64,
  toDashedHex,
  computeHash,
  toHex,
  computeHmac,
  encodeAsJava,
  encodeStrictly,
  toUrlSafe,
} from './making.ts'
import type { Bytes } from './making.ts'

const { all, planted, right, hopeless } = createCases('auth-token')

type Pair = readonly [name: string, value: string]
/** The parameters in the order in which they are sent, without `authToken`. */
const pairs: readonly Pair[] = [
  ['activity', 'newInstance'],
  ['customerName', "华为 user+1 O'Neil/*~"],
  ['timeStamp', '20240229235959123'],
  ['orderId', 'CS0000000000011'],
  ['userName', '张三'],
  ['customerId', 'c-0003'],
  ['memo', ''],
  ['bandWidth', '12'],
  ['OrderMode', 'x=1'],
  ['extra', 'AbCdEf+XJuf+8wwIdxLTfL83Zg=='],
  ['testFlag', '0'],
]
const key = '9c1e4d7a-30b2-4Fc8-a5d6-7e8f90123b4c'
const timeStamp = '20240229235959123'
const byName = (list: readonly Pair[]): Pair[] => list.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
const joinParts = (list: readonly Pair[]): string => list.map(([name, value]) => `${name}=${value}`).join('&')
const text = joinParts(byName(pairs))

type Way = {
  readonly key?: Bytes
  readonly text?: Bytes
  readonly mac?: (by: Bytes, of: Bytes) => Buffer
  readonly written?: (digest: Buffer) => string
}
const tokenOf = (way: Way): string =>
  (way.written ?? toBase64)(
    (way.mac ?? ((by: Bytes, of: Bytes) => computeHmac(by, of)))(
      way.key ?? key + timeStamp,
      way.text ?? text,
    ),
  )

const requestOf = (query: string, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked => ({
  protocol: 'saas-v1',
  accessKey: key,
  ...more,
  exchange: {
    request: {
      method: 'GET',
      target: `/produce?${query}`,
      headers: [['Host', 'seller.example']],
      body: Buffer.alloc(0),
    },
  },
})
const encoded = pairs.map(([name, value]) => `${name}=${encodeStrictly(value)}`).join('&')
const withToken = (token: string): string => `${encoded}&authToken=${encodeStrictly(token)}`
const checkedBy = (way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked =>
  requestOf(withToken(tokenOf({})), { computed: tokenOf(way), ...more })
const sentBy = (way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked =>
  requestOf(withToken(tokenOf(way)), more)
const list = (of: (pair: Pair) => Pair | undefined): Pair[] =>
  byName(pairs.map(of).filter((pair) => pair !== undefined))

const unsorted: Mistake = ['The parameters were not sorted.', /order in which|unsorted|not sorted|sort/i]
const notDecoded: Mistake = ['The values were signed still encoded.', /encod|escape|decod/i]
const plusBlank: Mistake = ['Plus signs became blanks.', /plus|\+|blank/i]
const noStamp: Mistake = ['The key was used without timeStamp.', /alone|without timeStamp|timeStamp/i]
const stampFirst: Mistake = ['timeStamp stands in front of the key.', /front|before|behind|order|timeStamp/i]
const asHex: Mistake = ['The token was written in hexadecimal.', /hex/i]
const withoutEmpty: Mistake = ['Parameters without a value were left out.', /empty|without a value/i]
const caseless: Mistake = ['Names were sorted without regard to case.', /case/i]
const lineInKey: Mistake = ['A line break stood behind the key.', /line (break|feed|end)|newline|CRLF/i]
const ownToken: Mistake = ['authToken was signed too.', /authToken|token/i]
const swap: Mistake = ['Key and text were exchanged.', /swap|exchang|changed places|instead of/i]
const plainHash: Mistake = ['A plain hash was used.', /plain|without (the|a|any) key|not HMAC/i]
const otherKey: Mistake = ['Another key was used.', /other|another|not the key|given as/i]
const alg = (name: string): Mistake => [
  `${name} was used.`,
  new RegExp(name.replace('SHA', 'SHA-?').replace('HMAC-', ''), 'i'),
]
const createMistake = (sentence: string, says: RegExp): Mistake => [sentence, says]

const addComputed = (name: string, mistakes: readonly Mistake[], way: Way): void =>
  planted(name, mistakes, () => checkedBy(way))
const computedText = (name: string, mistake: Mistake, signed: Bytes): void =>
  addComputed(name, [mistake], { text: signed })

computedText('parameters in the order of arrival', unsorted, joinParts(pairs))
computedText(
  'sorted from Z to A',
  createMistake('The parameters were sorted from Z to A.', /descend|Z to A|reverse|sort/i),
  joinParts(byName(pairs).toReversed()),
)
computedText(
  'sorted without regard to case',
  caseless,
  joinParts(pairs.toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))),
)
computedText(
  'sorted by value',
  createMistake('The parameters were sorted by their values.', /sort|order|value/i),
  joinParts(pairs.toSorted(([, a], [, b]) => (a < b ? -1 : 1))),
)
computedText(
  'encodeURIComponent of the values',
  notDecoded,
  joinParts(list(([n, v]) => [n, encodeURIComponent(v)])),
)
computedText('URLEncoder of the values', notDecoded, joinParts(list(([n, v]) => [n, encodeAsJava(v)])))
computedText('the query string as it came', notDecoded, joinParts(list(([n, v]) => [n, encodeStrictly(v)])))
computedText(
  'escapes in lower case',
  notDecoded,
  joinParts(list(([n, v]) => [n, encodeStrictly(v).replace(/%../g, (found) => found.toLowerCase())])),
)
computedText('decoded once too often', plusBlank, joinParts(list(([n, v]) => [n, v.replaceAll('+', ' ')])))
computedText(
  'plus taken out',
  createMistake('Plus signs were lost.', /plus|\+/i),
  joinParts(list(([n, v]) => [n, v.replaceAll('+', '')])),
)
computedText(
  'parameters without a value skipped',
  withoutEmpty,
  joinParts(list((pair) => (pair[1] === '' ? undefined : pair))),
)
computedText(
  'an empty value became null',
  createMistake('An empty value was signed as null.', /null|empty/i),
  joinParts(list(([n, v]) => [n, v === '' ? 'null' : v])),
)
computedText(
  'an empty value without its equals sign',
  createMistake('An empty value was signed without “=”.', /=|equal|empty|without a value/i),
  byName(pairs)
    .map(([n, v]) => (v === '' ? n : `${n}=${v}`))
    .join('&'),
)
computedText(
  'an & behind the last pair',
  createMistake('An & stands behind the last pair.', /&|trail|end|last/i),
  `${text}&`,
)
computedText(
  'a ? in front',
  createMistake('A question mark stands in front.', /\?|question|front|query/i),
  `?${text}`,
)
computedText(
  'values only',
  createMistake('Only the values were signed.', /only.*value|value.*only|without (the|their) name/i),
  byName(pairs)
    .map(([, v]) => v)
    .join(''),
)
computedText(
  'joined without separators',
  createMistake('The pairs were joined without separators.', /separat|joined|&|without/i),
  byName(pairs)
    .map(([n, v]) => `${n}=${v}`)
    .join(''),
)
computedText(
  'name and value without signs',
  createMistake('Names and values were joined without signs.', /separat|joined|=|without/i),
  byName(pairs)
    .map(([n, v]) => `${n}${v}`)
    .join(''),
)
computedText(
  'joined by commas',
  createMistake('Pairs were joined by commas.', /comma|separat|joined/i),
  byName(pairs)
    .map(([n, v]) => `${n}=${v}`)
    .join(','),
)
computedText(
  'joined by line feeds',
  createMistake('Pairs were joined by line feeds.', /line|separat|joined/i),
  byName(pairs)
    .map(([n, v]) => `${n}=${v}`)
    .join('\n'),
)
computedText(
  'the parameters as JSON',
  createMistake('The parameters were signed as JSON.', /JSON/i),
  JSON.stringify(Object.fromEntries(byName(pairs))),
)
computedText(
  'Map.toString',
  createMistake('The text of a Java map was signed.', /map|toString|brace|comma|separat/i),
  `{${byName(pairs)
    .map(([n, v]) => `${n}=${v}`)
    .join(', ')}}`,
)
computedText('authToken signed too', ownToken, joinParts(byName([...pairs, ['authToken', tokenOf({})]])))
computedText(
  'timeStamp left out',
  createMistake('timeStamp was left out of the pairs.', /timeStamp/i),
  joinParts(list((pair) => (pair[0] === 'timeStamp' ? undefined : pair))),
)
computedText(
  'activity left out',
  createMistake('activity was left out.', /activity/i),
  joinParts(list((pair) => (pair[0] === 'activity' ? undefined : pair))),
)
computedText(
  'parameters that the class does not know',
  createMistake('A parameter was left out.', /OrderMode|left out/i),
  joinParts(list((pair) => (pair[0] === 'OrderMode' ? undefined : pair))),
)
computedText(
  'names in lower case',
  createMistake('The names were written in lower case.', /case/i),
  joinParts(byName(pairs.map(([n, v]) => [n.toLowerCase(), v]))),
)
computedText(
  'bytes in ISO-8859-1',
  createMistake('The pairs were read as ISO-8859-1.', /8859|latin/i),
  Buffer.from(Buffer.from(text).toString('latin1'), 'utf8'),
)
computedText(
  'question marks for Chinese',
  createMistake('Chinese letters became question marks.', /8859|latin|ascii|\?/i),
  text.replace(/\P{ASCII}/gu, '?'),
)
computedText(
  'UTF-16',
  createMistake('The pairs were turned into bytes as UTF-16.', /UTF-?16|unicode/i),
  Buffer.from(text, 'utf16le'),
)
computedText(
  'the path in front',
  createMistake('The path was signed too.', /path|address|URL/i),
  `/produce?${text}`,
)
computedText('the method in front', createMistake('The method was signed too.', /method|GET/i), `GET&${text}`)
addComputed('the access key alone', [noStamp], { key })
addComputed('timeStamp before the key', [stampFirst], { key: timeStamp + key })
addComputed(
  'an & between key and timeStamp',
  [createMistake('A sign stands between key and timeStamp.', /between|separat|joined/i)],
  { key: `${key}&${timeStamp}` },
)
addComputed(
  'timeStamp alone as the key',
  [
    createMistake(
      'timeStamp alone was used as the key: the access key was empty.',
      /timeStamp alone|empty|no access key/i,
    ),
  ],
  { key: timeStamp },
)
addComputed(
  'timeStamp without milliseconds in the key',
  [createMistake('timeStamp was cut in the key.', /timeStamp|millisecond|cut/i)],
  { key: key + timeStamp.slice(0, 14) },
)
addComputed(
  'milliseconds since 1970 in the key',
  [createMistake('The time stands in milliseconds in the key.', /millisecond|timeStamp|unix/i)],
  { key: `${key}1709251199123` },
)
addComputed('key and text exchanged', [swap], { mac: (by, of) => computeHmac(of, by) })
addComputed('SHA-256 of key and text', [plainHash], {
  mac: (by, of) => computeHash(`${String(by)}${String(of)}`),
})
addComputed('SHA-256 of the text', [plainHash], { mac: (_, of) => computeHash(of) })
for (const [name, algorithm] of [
  ['HMAC-SHA1', 'sha1'],
  ['HMAC-MD5', 'md5'],
  ['HMAC-SHA512', 'sha512'],
] as const)
  addComputed(name, [alg(name)], { mac: (by, of) => computeHmac(by, of, algorithm) })
addComputed('a line break behind the key', [lineInKey], { key: `${key}\n${timeStamp}` })
addComputed('quotes around the key', [createMistake('The key was used with its quotes.', /quot/i)], {
  key: `"${key}"${timeStamp}`,
})
addComputed('the key in lower case', [createMistake('The key was used in lower case.', /case/i)], {
  key: key.toLowerCase() + timeStamp,
})
addComputed('the Base64 of the key', [createMistake('The Base64 of the key was used.', /base64/i)], {
  key: toBase64(key) + timeStamp,
})
planted('the key of another class', [otherKey], () =>
  checkedBy({ key: `kit-1${timeStamp}` }, { otherKeys: [{ name: 'kit', key: 'kit-1' }] }),
)
for (const [name, mistake, written] of [
  ['hexadecimal', asHex, toHex],
  [
    'Base64 of the digits',
    createMistake('The Base64 of the hexadecimal digits was sent.', /hex|base64/i),
    (d: Buffer) => toBase64(toHex(d)),
  ],
  [
    'URL-safe Base64',
    createMistake('URL-safe Base64 was written.', /URL-?safe|for addresses|“-”/i),
    toUrlSafe,
  ],
  [
    'Base64 without padding',
    createMistake('The padding was left out.', /pad|=/i),
    (d: Buffer) => toBase64(d).replaceAll('=', ''),
  ],
  [
    'a line break behind Base64',
    createMistake('A line break stands behind the Base64.', /line|white ?space|blank/i),
    (d: Buffer) => `${toBase64(d)}\n`,
  ],
  [
    'the token in lower case',
    createMistake('The token was written in lower case.', /case/i),
    (d: Buffer) => toBase64(d).toLowerCase(),
  ],
  [
    'dashes between the digits',
    createMistake('Dashes stand between hexadecimal digits.', /dash|hyphen|BitConverter|hex/i),
    toDashedHex,
  ],
  [
    'the token encoded twice',
    createMistake('The token was percent-encoded twice.', /twice|escape|encod/i),
    (d: Buffer) => encodeStrictly(toBase64(d)),
  ],
] as const)
  planted(name, [mistake], () => sentBy({ written }))
planted(
  'a local timeStamp',
  [createMistake('timeStamp is of a local zone.', /local|zone|UTC|hours/i)],
  () => sentBy({}, { receivedAtMs: 1_709_222_400_000 }),
  [/clock|time/i],
)
planted(
  'no timeStamp',
  [createMistake('timeStamp is missing.', /timeStamp/i)],
  () =>
    requestOf(
      withToken(
        tokenOf({ text: joinParts(list((pair) => (pair[0] === 'timeStamp' ? undefined : pair))) }),
      ).replace(/&timeStamp=\d+/, ''),
    ),
  [/missing/i],
)
planted(
  'authtoken in lower case',
  [createMistake('authToken is spelled in another way.', /under the name|spell|small letters/i)],
  () => requestOf(withToken(tokenOf({})).replace('authToken', 'authtoken')),
  [/missing/i],
)
addComputed('unsorted and the access key alone', [unsorted, noStamp], { text: joinParts(pairs), key })
addComputed('still encoded and unsorted', [notDecoded, unsorted], {
  text: pairs.map(([n, v]) => `${n}=${encodeURIComponent(v)}`).join('&'),
})
addComputed('empty ones left out and the access key alone', [withoutEmpty, noStamp], {
  text: joinParts(list((pair) => (pair[1] === '' ? undefined : pair))),
  key,
})
addComputed('hexadecimal and the access key alone', [asHex, noStamp], { key, written: toHex })
addComputed('caseless order and hexadecimal', [caseless, asHex], {
  text: joinParts(pairs.toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))),
  written: toHex,
})
addComputed('plus signs and a line break behind the key', [plusBlank, lineInKey], {
  text: joinParts(list(([n, v]) => [n, v.replaceAll('+', ' ')])),
  key: `${key}\n${timeStamp}`,
})
addComputed('SHA1 and unsorted', [alg('HMAC-SHA1'), unsorted], {
  text: joinParts(pairs),
  mac: (by, of) => computeHmac(by, of, 'sha1'),
})
const encodedText = joinParts(list(([n, v]) => [n, encodeURIComponent(v)]))
const texts: readonly (readonly [string, Mistake, Way])[] = [
  ['order of arrival', unsorted, { text: joinParts(pairs) }],
  ['still encoded', notDecoded, { text: encodedText }],
  ['authToken signed', ownToken, { text: joinParts(byName([...pairs, ['authToken', tokenOf({})]])) }],
]
const ends: readonly (readonly [string, Mistake, Way])[] = [
  ['timeStamp in front of the key', stampFirst, { key: timeStamp + key }],
  [
    'quotes around the key',
    createMistake('The key was used with its quotes.', /quot/i),
    { key: `"${key}"${timeStamp}` },
  ],
  ['a plain hash', plainHash, { mac: (_, of) => computeHash(of) }],
  ['in hexadecimal', asHex, { written: toHex }],
]
for (const [name, mistake, way] of texts)
  for (const [otherName, otherMistake, otherWay] of ends)
    addComputed(`${name}, and ${otherName}`, [mistake, otherMistake], { ...way, ...otherWay })
right('signed by the rule', () => sentBy({}))
right('the receiver’s token is right', () => checkedBy({}))
right('encoded as forms are', () =>
  requestOf(
    `${pairs.map(([n, v]) => `${n}=${encodeAsJava(v)}`).join('&')}&authToken=${encodeAsJava(tokenOf({}))}`,
  ),
)
hopeless('an unknown key', () => sentBy({ key: `unknown-7${timeStamp}` }))
hopeless('the query was cut', () =>
  requestOf(`${encoded.slice(0, 120)}&timeStamp=${timeStamp}&authToken=${encodeStrictly(tokenOf({}))}`),
)

/** The authToken of V1.0. */
export const authToken = all
