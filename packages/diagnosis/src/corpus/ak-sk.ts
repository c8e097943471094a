import {
  body,
  createSigned,
  date,
  escapePairs,
  host,
  joinParts,
  keyId,
  listNames,
  path,
  query,
  secret,
  sentAtMs,
  sortedQuery,
  usualHeaders,
  writeAuthorization,
  writeHeaderLines,
  writeStringToSign,
} from './ak-sk-request.ts'
import type { Parts, Way } from './ak-sk-request.ts'
import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import { toBase64, computeHash, toHex, computeHmac, encodeAsJava, encodeStrictly } from './making.ts'

const { all, planted, right, hopeless } = createCases('ak-sk')

const addCase = (name: string, mistakes: readonly Mistake[], way: Way): void =>
  planted(name, mistakes, () => createSigned(way))
const createMistake = (sentence: string, says: RegExp): Mistake => [sentence, says]

const noSlash: Mistake = ['The path was signed without its last slash.', /slash|path/i]
const noQuery: Mistake = ['The query was left out.', /query/i]
const unsorted: Mistake = ['The query was not sorted.', /query.*order in which|not sorted|unsorted/i]
const unescaped: Mistake = ['The query was signed unescaped.', /escape|encod/i]
const plusQuery: Mistake = ['Blanks of the query were signed as plus signs.', /plus|\+|form|escape|encod/i]
const noPort: Mistake = ['The host was signed without its port.', /port|host/i]
const lowerMethod: Mistake = ['The method was signed in lower case.', /method/i]
const emptyBody: Mistake = ['An empty body was signed.', /empty|body/i]
const anewBody: Mistake = ['The body was written anew.', /anew|white ?space|body|blank/i]
const secretLine: Mistake = ['A line break stood behind the secret.', /line (break|feed|end)|newline/i]
const asBase64: Mistake = ['The signature was written as Base64.', /base64/i]
const plain: Mistake = ['A plain hash was used.', /plain|without (the|a|any) key|not HMAC/i]
const sha1: Mistake = ['HMAC-SHA1 was used.', /SHA-?1\b/i]
const rawCanonical: Mistake = ['The canonical request was signed itself, not its hash.', /canonical|hash/i]
const headerOrder: Mistake = ['The headers were not sorted.', /header/i]

addCase('the path as it is sent', [noSlash], { parts: { path } })
addCase(
  'the whole address for the path',
  [createMistake('The whole address was signed in place of the path.', /address|host|path|URL/i)],
  { parts: { path: `https://${host}${path}/` } },
)
addCase(
  'the path with its slashes escaped',
  [createMistake('The slashes of the path were escaped.', /slash|path/i)],
  {
    parts: { path: `${encodeURIComponent(path)}/` },
  },
)
addCase('the path with the query', [createMistake('The query stands in the path.', /query|path/i)], {
  parts: { path: `${path}?${escapePairs(query)}`, query: '' },
})
addCase('no query', [noQuery], { parts: { query: '' } })
addCase('the query as it came', [unsorted], { parts: { query: escapePairs(query) } })
addCase(
  'the query sorted from Z to A',
  [createMistake('The query was sorted from Z to A.', /Z to A|descend|reverse/i)],
  { parts: { query: escapePairs(sortedQuery.toReversed()) } },
)
addCase('the query unescaped', [unescaped], {
  parts: { query: sortedQuery.map(([n, v]) => `${n}=${v}`).join('&') },
})
addCase('the query escaped as a form', [plusQuery], {
  parts: { query: escapePairs(sortedQuery, encodeAsJava) },
})
addCase(
  'the query by encodeURIComponent',
  [createMistake('Some signs of the query were not escaped.', /escape|encod/i)],
  { parts: { query: escapePairs(sortedQuery, encodeURIComponent) } },
)
addCase('the query escaped twice', [createMistake('The query was escaped twice.', /twice|escape|encod/i)], {
  parts: { query: escapePairs(sortedQuery, (of) => encodeStrictly(encodeStrictly(of))) },
})
addCase(
  'escapes of the query in lower case',
  [createMistake('The escapes were written in lower case.', /case|escape/i)],
  { parts: { query: escapePairs(sortedQuery).replace(/%../g, (of) => of.toLowerCase()) } },
)
addCase(
  'the query without the empty parameter',
  [createMistake('The empty parameter was left out.', /empty|orderLineId|without a value/i)],
  { parts: { query: escapePairs(sortedQuery.filter(([, v]) => v !== '')) } },
)
addCase(
  'no equals sign behind an empty parameter',
  [createMistake('The empty parameter was signed without “=”.', /=|equal|empty|without a value/i)],
  { parts: { query: escapePairs(sortedQuery).replace('orderLineId=', 'orderLineId') } },
)
addCase(
  'a question mark in front of the query',
  [createMistake('A question mark stands in front of the query.', /question|\?|query/i)],
  { parts: { query: `?${escapePairs(sortedQuery)}` } },
)
addCase('the host without its port', [noPort], {
  headersSigned: [['Host', 'mkt.example.com'], ...usualHeaders.slice(1)],
})
addCase('the host of the gateway behind', [createMistake('Another host was signed.', /host/i)], {
  headersSigned: [['Host', '10.0.0.8:8080'], ...usualHeaders.slice(1)],
})
addCase('the method in lower case', [lowerMethod], { parts: { method: 'post' } })
addCase('GET signed and POST sent', [createMistake('Another method was signed.', /method|GET/i)], {
  parts: { method: 'GET' },
})
addCase('header lines unsorted', [headerOrder], {
  parts: { headers: usualHeaders.map(([n, v]) => `${n.toLowerCase()}:${v}\n`).join('') },
})
addCase(
  'header names with capitals',
  [createMistake('The names of the headers were signed with capitals.', /header|name|case/i)],
  {
    parts: {
      headers: usualHeaders
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([n, v]) => `${n}:${v}\n`)
        .join(''),
    },
  },
)
addCase(
  'a blank behind the colon of headers',
  [createMistake('A blank stands behind the colons.', /header|blank|colon|space/i)],
  { parts: { headers: writeHeaderLines(usualHeaders).replaceAll(/^([^:]+):/gm, '$1: ') } },
)
addCase(
  'no line break behind the headers',
  [createMistake('The empty line behind the headers is missing.', /line|header/i)],
  { parts: { headers: writeHeaderLines(usualHeaders).trimEnd() } },
)
addCase(
  'SignedHeaders left out of the text',
  [
    createMistake(
      'The names of the signed headers were left out.',
      /SignedHeaders|signed headers|names|left out/i,
    ),
  ],
  { canonical: (p) => [p.method, p.path, p.query, p.headers, p.payload].join('\n') },
)
addCase(
  'commas between the signed headers',
  [createMistake('The signed headers were joined by commas.', /SignedHeaders|semicolon|comma|separat/i)],
  {
    parts: { signed: listNames(usualHeaders).replaceAll(';', ',') },
    authorization: (signature) => writeAuthorization(signature, listNames(usualHeaders)),
  },
)
addCase(
  'another content type was signed',
  [createMistake('Another Content-Type was signed.', /content-type/i)],
  {
    headersSigned: [...usualHeaders.slice(0, 2), ['Content-Type', 'application/json;charset=utf-8']],
  },
)
addCase(
  'a signed header was not sent',
  [createMistake('A signed header has not arrived.', /header|x-stage|arriv|absent|missing/i)],
  { headersSigned: [...usualHeaders, ['X-Stage', 'RELEASE']] },
)
addCase('X-Sdk-Date not signed', [createMistake('X-Sdk-Date is not signed.', /x-sdk-date/i)], {
  headersSigned: [
    ['Host', host],
    ['Content-Type', 'application/json'],
  ],
})
addCase('an empty body signed', [emptyBody], { parts: { payload: toHex(computeHash('')) } })
addCase('the body written anew', [anewBody], {
  parts: { payload: toHex(computeHash(JSON.stringify(JSON.parse(body)))) },
})
addCase(
  'the body in place of its hash',
  [createMistake('The body was signed, not its hash.', /body|hash/i)],
  {
    parts: { payload: body },
  },
)
addCase('no hash of the body', [createMistake('The hash of the body was left out.', /body|hash/i)], {
  parts: { payload: '' },
})
addCase(
  'UNSIGNED-PAYLOAD without its header',
  [
    createMistake(
      'UNSIGNED-PAYLOAD was signed and the header does not say so.',
      /unsigned|X-Sdk-Content-Sha256|body/i,
    ),
  ],
  { parts: { payload: 'UNSIGNED-PAYLOAD' } },
)
addCase(
  'the hash of the body in capitals',
  [createMistake('The hash of the body was written in capitals.', /case|capital|upper/i)],
  { parts: { payload: toHex(computeHash(body)).toUpperCase() } },
)
addCase(
  'the hash of the body as Base64',
  [createMistake('The hash of the body was written as Base64.', /base64/i)],
  {
    parts: { payload: toBase64(computeHash(body)) },
  },
)
addCase(
  'a wrong X-Sdk-Content-Sha256',
  [createMistake('X-Sdk-Content-Sha256 is not the hash of the body.', /X-Sdk-Content-Sha256|hash|body/i)],
  {
    sent: { headers: [...usualHeaders, ['X-Sdk-Content-Sha256', toHex(computeHash('other'))]] },
    parts: { payload: toHex(computeHash('other')) },
  },
)
addCase('the canonical request not hashed', [rawCanonical], {
  text: (of) => `SDK-HMAC-SHA256\n${date}\n${of}`,
})
addCase('the canonical request alone', [rawCanonical], { text: (of) => of })
addCase(
  'the hash of the canonical request in capitals',
  [createMistake('The hash of the canonical request was written in capitals.', /case|capital|upper/i)],
  { text: (of) => `SDK-HMAC-SHA256\n${date}\n${toHex(computeHash(of)).toUpperCase()}` },
)
addCase('no date in the text', [createMistake('The date was left out of the text.', /date/i)], {
  text: (of) => `SDK-HMAC-SHA256\n${toHex(computeHash(of))}`,
})
addCase('another date in the text', [createMistake('Another form of the date was signed.', /date/i)], {
  text: (of) => `SDK-HMAC-SHA256\n2025-01-02T03:04:05Z\n${toHex(computeHash(of))}`,
})
addCase(
  'a scope as in AWS',
  [createMistake('A scope was signed as in AWS.', /scope|AWS|region|credential/i)],
  {
    text: (of) => `SDK-HMAC-SHA256\n${date}\n20250102/cn-north-4/mkt/sdk_request\n${toHex(computeHash(of))}`,
  },
)
addCase(
  'AWS4-HMAC-SHA256 in the text',
  [createMistake('Another algorithm was signed in the text.', /algorithm|AWS/i)],
  {
    text: (of) => `AWS4-HMAC-SHA256\n${date}\n${toHex(computeHash(of))}`,
  },
)
addCase(
  'a derived key as in AWS',
  [createMistake('A key derived as in AWS was used.', /derive|AWS|scope|region/i)],
  {
    secret: ['cn-north-4', 'mkt', 'sdk_request'].reduce<Buffer>(
      (by, of) => computeHmac(by, of),
      computeHmac(`SDK${secret}`, '20250102'),
    ),
  },
)
addCase('CRLF in the text', [createMistake('Lines were joined by CRLF.', /CRLF|line|\\r/i)], {
  canonical: (p) => joinParts(p).replaceAll('\n', '\r\n'),
  text: (of) => writeStringToSign(of).replaceAll('\n', '\r\n'),
})
addCase('a line break behind the secret', [secretLine], { secret: `${secret}\n` })
addCase('a blank behind the secret', [createMistake('A blank stood behind the secret.', /blank|space/i)], {
  secret: `${secret} `,
})
addCase('the id for the secret', [createMistake('The id was used as the secret.', /\bid\b/i)], {
  secret: keyId,
})
addCase('the secret decoded as Base64', [createMistake('The secret was decoded as Base64.', /base64/i)], {
  secret: Buffer.from(secret, 'base64'),
})
addCase('the secret percent-encoded', [createMistake('The secret was percent-encoded.', /escape|encod/i)], {
  secret: encodeURIComponent(secret),
})
addCase('Base64 for hexadecimal', [asBase64], { written: toBase64 })
addCase('HMAC-SHA1', [sha1], { mac: (by, of) => computeHmac(by, of, 'sha1') })
addCase('a plain hash of the text', [plain], { mac: (_, of) => computeHash(of) })
addCase(
  'secret and text exchanged',
  [createMistake('Secret and text were exchanged.', /swap|exchang|changed places|secret and/i)],
  { mac: (by, of) => computeHmac(of, by) },
)
addCase(
  'the header says Credential',
  [
    createMistake(
      'Authorization is written in another way: Credential.',
      /Authorization|Access|Credential|form/i,
    ),
  ],
  {
    authorization: (signature, names) =>
      `SDK-HMAC-SHA256 Credential=${keyId}, SignedHeaders=${names}, Signature=${signature}`,
  },
)
addCase(
  'the header says HMAC-SHA256',
  [createMistake('The algorithm in Authorization is another.', /algorithm|HMAC-SHA256/i)],
  { authorization: (signature, names) => writeAuthorization(signature, names).replace('SDK-HMAC', 'HMAC') },
)
addCase('no Authorization', [createMistake('Authorization is missing.', /Authorization/i)], {
  authorization: () => '',
})
addCase('no X-Sdk-Date', [createMistake('X-Sdk-Date is missing.', /X-Sdk-Date/i)], {
  sent: { headers: usualHeaders.filter(([n]) => n !== 'X-Sdk-Date') },
  headersSigned: usualHeaders,
})
addCase('an ISO date', [createMistake('X-Sdk-Date is written in another form.', /X-Sdk-Date|date/i)], {
  sent: {
    headers: [
      ['Host', host],
      ['X-Sdk-Date', '2025-01-02T03:04:05Z'],
      ['Content-Type', 'application/json'],
    ],
  },
})
planted('a clock an hour slow', [createMistake('The clock is slow.', /clock|behind|time|hour|zone/i)], () =>
  createSigned({}, { receivedAtMs: sentAtMs + 3_600_000 }),
)
planted('a date of Beijing', [createMistake('The date is of a local zone.', /local|zone|UTC|hours/i)], () =>
  createSigned({}, { receivedAtMs: sentAtMs - 8 * 3_600_000 }),
)
planted(
  'the older secret',
  [createMistake('Another secret was used.', /other|another|not the key|given as/i)],
  () => createSigned({ secret: 'old/Secret+1' }, { otherKeys: [{ name: 'old', key: 'old/Secret+1' }] }),
)
addCase('unsorted and unescaped', [unsorted, unescaped], {
  parts: { query: query.map(([n, v]) => `${n}=${v}`).join('&') },
})
addCase('no slash and no query', [noSlash, noQuery], { parts: { path, query: '' } })
addCase('an empty body and a method in lower case', [emptyBody, lowerMethod], {
  parts: { payload: toHex(computeHash('')), method: 'post' },
})
addCase('a line break behind the secret and no query', [secretLine, noQuery], {
  secret: `${secret}\n`,
  parts: { query: '' },
})
const parts: readonly (readonly [string, Mistake, Partial<Parts>])[] = [
  ['no last slash', noSlash, { path }],
  ['a small method', lowerMethod, { method: 'post' }],
  ['an empty body', emptyBody, { payload: toHex(computeHash('')) }],
]
const ends: readonly (readonly [string, Mistake, Way])[] = [
  ['the port left out', noPort, { headersSigned: [['Host', 'mkt.example.com'], ...usualHeaders.slice(1)] }],
  ['Base64 at the end', asBase64, { written: toBase64 }],
  ['HMAC-SHA1 at the end', sha1, { mac: (by, of) => computeHmac(by, of, 'sha1') }],
  ['a line feed behind the secret', secretLine, { secret: `${secret}\n` }],
]
for (const [name, mistake, of] of parts)
  for (const [otherName, otherMistake, way] of ends)
    addCase(`${name}, and ${otherName}`, [mistake, otherMistake], { ...way, parts: of })
right('signed by the rule', () => createSigned({}))
right('the signature in capitals', () => createSigned({ written: (digest) => toHex(digest).toUpperCase() }))
right('a GET without a body', () => createSigned({ sent: { method: 'GET', body: '' } }))
right('UNSIGNED-PAYLOAD', () =>
  createSigned({
    sent: { headers: [...usualHeaders, ['X-Sdk-Content-Sha256', 'UNSIGNED-PAYLOAD']] },
    parts: { payload: 'UNSIGNED-PAYLOAD' },
  }),
)
hopeless('an unknown secret', () => createSigned({ secret: 'nobody-knows' }))
hopeless('the body was cut', () =>
  createSigned({ parts: { payload: toHex(computeHash(body)) }, sent: { body: body.slice(0, 12) } }),
)

/** Requests signed by AK/SK. */
export const akSk = all
