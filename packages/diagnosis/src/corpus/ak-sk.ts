import type { DiagnosisAsked } from '../diagnose.ts'
import { casesOf } from './case.ts'
import type { Mistake } from './case.ts'
import { base64, hash, hex, hmac, javaEncoded, strictlyEncoded } from './making.ts'
import type { Bytes } from './making.ts'

const { all, planted, right, hopeless } = casesOf('ak-sk')

const id = 'AKEXAMPLE0000000001'
const secret = 'SKexample/secret+0123456789abcdefghijklmn'
const date = '20250102T030405Z'
const sentAtMs = 1_735_787_045_000
const host = 'mkt.example.com:8443'
const path = '/api/mkp-openapi-public/global/v1/order/query'
type Pair = readonly [name: string, value: string]
const query: readonly Pair[] = [
  ['orderId', 'CS 1/订单+~'],
  ['orderLineId', ''],
  ['marker', 'a(b)*'],
]
const body = '{"orderId":"CS1", "note":"订单"}\n'
const escapedPairs = (list: readonly Pair[], escape = strictlyEncoded): string =>
  list.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('&')
const inOrder = query.toSorted(([a], [b]) => (a < b ? -1 : 1))

type Parts = {
  method: string
  path: string
  query: string
  headers: string
  signed: string
  payload: string
}
type Sent = {
  readonly method: string
  readonly path: string
  readonly headers: readonly Pair[]
  readonly body: string
}
type Way = {
  readonly secret?: Bytes
  readonly parts?: Partial<Parts>
  readonly canonical?: (parts: Parts) => string
  readonly text?: (canonical: string) => string
  readonly mac?: (by: Bytes, of: string) => Buffer
  readonly written?: (digest: Buffer) => string
  readonly authorization?: (signature: string, signed: string) => string
  readonly sent?: Partial<Sent>
  /** Headers as they were when they were signed. */
  readonly headersSigned?: readonly Pair[]
}

const usual: readonly Pair[] = [
  ['Host', host],
  ['X-Sdk-Date', date],
  ['Content-Type', 'application/json'],
]
const lined = (headers: readonly Pair[]): string =>
  headers
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`)
    .toSorted()
    .join('')
const namesOf = (headers: readonly Pair[]): string =>
  headers
    .map(([name]) => name.toLowerCase())
    .toSorted()
    .join(';')
const joined = (p: Parts): string => [p.method, p.path, p.query, p.headers, p.signed, p.payload].join('\n')
const textOf = (canonical: string): string => `SDK-HMAC-SHA256\n${date}\n${hex(hash(canonical))}`
const ruled = (signature: string, signed: string): string =>
  `SDK-HMAC-SHA256 Access=${id}, SignedHeaders=${signed}, Signature=${signature}`

function signed(way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked {
  const sent: Sent = { method: 'POST', path, headers: usual, body, ...way.sent }
  const headers = way.headersSigned ?? sent.headers
  const parts: Parts = {
    method: sent.method,
    path: `${sent.path.replace(/\/$/, '')}/`,
    query: escapedPairs(inOrder),
    headers: lined(headers),
    signed: namesOf(headers),
    payload: hex(hash(sent.body)),
    ...way.parts,
  }
  const text = (way.text ?? textOf)((way.canonical ?? joined)(parts))
  const digest = (way.mac ?? ((by: Bytes, of: string) => hmac(by, of)))(way.secret ?? secret, text)
  const authorization = (way.authorization ?? ruled)((way.written ?? hex)(digest), parts.signed)
  return {
    protocol: 'ak-sk',
    accessKey: secret,
    accessKeyId: id,
    receivedAtMs: sentAtMs + 1000,
    ...more,
    exchange: {
      request: {
        method: sent.method,
        target: `${sent.path}?${escapedPairs(query)}`,
        headers: [
          ...sent.headers,
          ...(authorization === '' ? [] : [['Authorization', authorization] as const]),
        ],
        body: Buffer.from(sent.body),
      },
    },
  }
}
const made = (name: string, mistakes: readonly Mistake[], way: Way): void =>
  planted(name, mistakes, () => signed(way))
const named = (sentence: string, says: RegExp): Mistake => [sentence, says]

const noSlash: Mistake = ['The path was signed without its last slash.', /slash|path/i]
const noQuery: Mistake = ['The query was left out.', /query/i]
const unsorted: Mistake = ['The query was not sorted.', /query.*order in which|not sorted|unsorted/i]
const unescaped: Mistake = ['The query was signed unescaped.', /escape|encod/i]
const plusQuery: Mistake = ['Blanks of the query were signed as plus signs.', /plus|\+|form|escape|encod/i]
const noPort: Mistake = ['The host was signed without its port.', /port|host/i]
const lowerMethod: Mistake = ['The method was signed in lower case.', /method/i]
const emptyBody: Mistake = ['An empty body was signed.', /empty|body/i]
const anewBody: Mistake = ['The body was written anew.', /anew|white space|body|blank/i]
const secretLine: Mistake = ['A line break stood behind the secret.', /line (break|feed|end)|newline/i]
const asBase64: Mistake = ['The signature was written as Base64.', /base64/i]
const plain: Mistake = ['A plain hash was used.', /plain|without (the|a|any) key|not HMAC/i]
const sha1: Mistake = ['HMAC-SHA1 was used.', /SHA-?1\b/i]
const rawCanonical: Mistake = ['The canonical request was signed itself, not its hash.', /canonical|hash/i]
const headerOrder: Mistake = ['The headers were not sorted.', /header/i]

made('the path as it is sent', [noSlash], { parts: { path } })
made(
  'the whole address for the path',
  [named('The whole address was signed in place of the path.', /address|host|path|URL/i)],
  { parts: { path: `https://${host}${path}/` } },
)
made('the path with its slashes escaped', [named('The slashes of the path were escaped.', /slash|path/i)], {
  parts: { path: `${encodeURIComponent(path)}/` },
})
made('the path with the query', [named('The query stands in the path.', /query|path/i)], {
  parts: { path: `${path}?${escapedPairs(query)}`, query: '' },
})
made('no query', [noQuery], { parts: { query: '' } })
made('the query as it came', [unsorted], { parts: { query: escapedPairs(query) } })
made(
  'the query sorted from Z to A',
  [named('The query was sorted from Z to A.', /Z to A|descend|reverse/i)],
  { parts: { query: escapedPairs(inOrder.toReversed()) } },
)
made('the query unescaped', [unescaped], { parts: { query: inOrder.map(([n, v]) => `${n}=${v}`).join('&') } })
made('the query escaped as a form', [plusQuery], { parts: { query: escapedPairs(inOrder, javaEncoded) } })
made(
  'the query by encodeURIComponent',
  [named('Some signs of the query were not escaped.', /escape|encod/i)],
  { parts: { query: escapedPairs(inOrder, encodeURIComponent) } },
)
made('the query escaped twice', [named('The query was escaped twice.', /twice|escape|encod/i)], {
  parts: { query: escapedPairs(inOrder, (of) => strictlyEncoded(strictlyEncoded(of))) },
})
made(
  'escapes of the query in lower case',
  [named('The escapes were written in lower case.', /case|escape/i)],
  { parts: { query: escapedPairs(inOrder).replace(/%../g, (of) => of.toLowerCase()) } },
)
made(
  'the query without the empty parameter',
  [named('The empty parameter was left out.', /empty|orderLineId|without a value/i)],
  { parts: { query: escapedPairs(inOrder.filter(([, v]) => v !== '')) } },
)
made(
  'no equals sign behind an empty parameter',
  [named('The empty parameter was signed without “=”.', /=|equal|empty|without a value/i)],
  { parts: { query: escapedPairs(inOrder).replace('orderLineId=', 'orderLineId') } },
)
made(
  'a question mark in front of the query',
  [named('A question mark stands in front of the query.', /question|\?|query/i)],
  { parts: { query: `?${escapedPairs(inOrder)}` } },
)
made('the host without its port', [noPort], {
  headersSigned: [['Host', 'mkt.example.com'], ...usual.slice(1)],
})
made('the host of the gateway behind', [named('Another host was signed.', /host/i)], {
  headersSigned: [['Host', '10.0.0.8:8080'], ...usual.slice(1)],
})
made('the method in lower case', [lowerMethod], { parts: { method: 'post' } })
made('GET signed and POST sent', [named('Another method was signed.', /method|GET/i)], {
  parts: { method: 'GET' },
})
made('header lines unsorted', [headerOrder], {
  parts: { headers: usual.map(([n, v]) => `${n.toLowerCase()}:${v}\n`).join('') },
})
made(
  'header names with capitals',
  [named('The names of the headers were signed with capitals.', /header|name|case/i)],
  {
    parts: {
      headers: usual
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([n, v]) => `${n}:${v}\n`)
        .join(''),
    },
  },
)
made(
  'a blank behind the colon of headers',
  [named('A blank stands behind the colons.', /header|blank|colon|space/i)],
  { parts: { headers: lined(usual).replaceAll(/^([^:]+):/gm, '$1: ') } },
)
made(
  'no line break behind the headers',
  [named('The empty line behind the headers is missing.', /line|header/i)],
  { parts: { headers: lined(usual).trimEnd() } },
)
made(
  'SignedHeaders left out of the text',
  [named('The names of the signed headers were left out.', /SignedHeaders|signed headers|names|left out/i)],
  { canonical: (p) => [p.method, p.path, p.query, p.headers, p.payload].join('\n') },
)
made(
  'commas between the signed headers',
  [named('The signed headers were joined by commas.', /SignedHeaders|semicolon|comma|separat/i)],
  {
    parts: { signed: namesOf(usual).replaceAll(';', ',') },
    authorization: (signature) => ruled(signature, namesOf(usual)),
  },
)
made('another content type was signed', [named('Another Content-Type was signed.', /content-type/i)], {
  headersSigned: [...usual.slice(0, 2), ['Content-Type', 'application/json;charset=utf-8']],
})
made(
  'a signed header was not sent',
  [named('A signed header has not arrived.', /header|x-stage|arriv|absent|missing/i)],
  { headersSigned: [...usual, ['X-Stage', 'RELEASE']] },
)
made('X-Sdk-Date not signed', [named('X-Sdk-Date is not signed.', /x-sdk-date/i)], {
  headersSigned: [
    ['Host', host],
    ['Content-Type', 'application/json'],
  ],
})
made('an empty body signed', [emptyBody], { parts: { payload: hex(hash('')) } })
made('the body written anew', [anewBody], { parts: { payload: hex(hash(JSON.stringify(JSON.parse(body)))) } })
made('the body in place of its hash', [named('The body was signed, not its hash.', /body|hash/i)], {
  parts: { payload: body },
})
made('no hash of the body', [named('The hash of the body was left out.', /body|hash/i)], {
  parts: { payload: '' },
})
made(
  'UNSIGNED-PAYLOAD without its header',
  [
    named(
      'UNSIGNED-PAYLOAD was signed and the header does not say so.',
      /unsigned|X-Sdk-Content-Sha256|body/i,
    ),
  ],
  { parts: { payload: 'UNSIGNED-PAYLOAD' } },
)
made(
  'the hash of the body in capitals',
  [named('The hash of the body was written in capitals.', /case|capital|upper/i)],
  { parts: { payload: hex(hash(body)).toUpperCase() } },
)
made('the hash of the body as Base64', [named('The hash of the body was written as Base64.', /base64/i)], {
  parts: { payload: base64(hash(body)) },
})
made(
  'a wrong X-Sdk-Content-Sha256',
  [named('X-Sdk-Content-Sha256 is not the hash of the body.', /X-Sdk-Content-Sha256|hash|body/i)],
  {
    sent: { headers: [...usual, ['X-Sdk-Content-Sha256', hex(hash('other'))]] },
    parts: { payload: hex(hash('other')) },
  },
)
made('the canonical request not hashed', [rawCanonical], { text: (of) => `SDK-HMAC-SHA256\n${date}\n${of}` })
made('the canonical request alone', [rawCanonical], { text: (of) => of })
made(
  'the hash of the canonical request in capitals',
  [named('The hash of the canonical request was written in capitals.', /case|capital|upper/i)],
  { text: (of) => `SDK-HMAC-SHA256\n${date}\n${hex(hash(of)).toUpperCase()}` },
)
made('no date in the text', [named('The date was left out of the text.', /date/i)], {
  text: (of) => `SDK-HMAC-SHA256\n${hex(hash(of))}`,
})
made('another date in the text', [named('Another form of the date was signed.', /date/i)], {
  text: (of) => `SDK-HMAC-SHA256\n2025-01-02T03:04:05Z\n${hex(hash(of))}`,
})
made('a scope as in AWS', [named('A scope was signed as in AWS.', /scope|AWS|region|credential/i)], {
  text: (of) => `SDK-HMAC-SHA256\n${date}\n20250102/cn-north-4/mkt/sdk_request\n${hex(hash(of))}`,
})
made('AWS4-HMAC-SHA256 in the text', [named('Another algorithm was signed in the text.', /algorithm|AWS/i)], {
  text: (of) => `AWS4-HMAC-SHA256\n${date}\n${hex(hash(of))}`,
})
made('a derived key as in AWS', [named('A key derived as in AWS was used.', /derive|AWS|scope|region/i)], {
  secret: ['cn-north-4', 'mkt', 'sdk_request'].reduce<Buffer>(
    (by, of) => hmac(by, of),
    hmac(`SDK${secret}`, '20250102'),
  ),
})
made('CRLF in the text', [named('Lines were joined by CRLF.', /CRLF|line|\\r/i)], {
  canonical: (p) => joined(p).replaceAll('\n', '\r\n'),
  text: (of) => textOf(of).replaceAll('\n', '\r\n'),
})
made('a line break behind the secret', [secretLine], { secret: `${secret}\n` })
made('a blank behind the secret', [named('A blank stood behind the secret.', /blank|space/i)], {
  secret: `${secret} `,
})
made('the id for the secret', [named('The id was used as the secret.', /\bid\b/i)], { secret: id })
made('the secret decoded as Base64', [named('The secret was decoded as Base64.', /base64/i)], {
  secret: Buffer.from(secret, 'base64'),
})
made('the secret percent-encoded', [named('The secret was percent-encoded.', /escape|encod/i)], {
  secret: encodeURIComponent(secret),
})
made('Base64 for hexadecimal', [asBase64], { written: base64 })
made('HMAC-SHA1', [sha1], { mac: (by, of) => hmac(by, of, 'sha1') })
made('a plain hash of the text', [plain], { mac: (_, of) => hash(of) })
made(
  'secret and text exchanged',
  [named('Secret and text were exchanged.', /swap|exchang|changed places|secret and/i)],
  { mac: (by, of) => hmac(of, by) },
)
made(
  'the header says Credential',
  [named('Authorization is written in another way: Credential.', /Authorization|Access|Credential|form/i)],
  {
    authorization: (signature, names) =>
      `SDK-HMAC-SHA256 Credential=${id}, SignedHeaders=${names}, Signature=${signature}`,
  },
)
made(
  'the header says HMAC-SHA256',
  [named('The algorithm in Authorization is another.', /algorithm|HMAC-SHA256/i)],
  { authorization: (signature, names) => ruled(signature, names).replace('SDK-HMAC', 'HMAC') },
)
made('no Authorization', [named('Authorization is missing.', /Authorization/i)], { authorization: () => '' })
made('no X-Sdk-Date', [named('X-Sdk-Date is missing.', /X-Sdk-Date/i)], {
  sent: { headers: usual.filter(([n]) => n !== 'X-Sdk-Date') },
  headersSigned: usual,
})
made('an ISO date', [named('X-Sdk-Date is written in another form.', /X-Sdk-Date|date/i)], {
  sent: {
    headers: [
      ['Host', host],
      ['X-Sdk-Date', '2025-01-02T03:04:05Z'],
      ['Content-Type', 'application/json'],
    ],
  },
})
planted('a clock an hour slow', [named('The clock is slow.', /clock|behind|time|hour|zone/i)], () =>
  signed({}, { receivedAtMs: sentAtMs + 3_600_000 }),
)
planted('a date of Beijing', [named('The date is of a local zone.', /local|zone|UTC|hours/i)], () =>
  signed({}, { receivedAtMs: sentAtMs - 8 * 3_600_000 }),
)
planted('the older secret', [named('Another secret was used.', /other|another|given as/i)], () =>
  signed({ secret: 'old/Secret+1' }, { otherKeys: [{ name: 'old', key: 'old/Secret+1' }] }),
)
made('unsorted and unescaped', [unsorted, unescaped], {
  parts: { query: query.map(([n, v]) => `${n}=${v}`).join('&') },
})
made('no slash and no query', [noSlash, noQuery], { parts: { path, query: '' } })
made('an empty body and a method in lower case', [emptyBody, lowerMethod], {
  parts: { payload: hex(hash('')), method: 'post' },
})
made('a line break behind the secret and no query', [secretLine, noQuery], {
  secret: `${secret}\n`,
  parts: { query: '' },
})
const parts: readonly (readonly [string, Mistake, Partial<Parts>])[] = [
  ['no last slash', noSlash, { path }],
  ['a small method', lowerMethod, { method: 'post' }],
  ['an empty body', emptyBody, { payload: hex(hash('')) }],
]
const ends: readonly (readonly [string, Mistake, Way])[] = [
  ['the port left out', noPort, { headersSigned: [['Host', 'mkt.example.com'], ...usual.slice(1)] }],
  ['Base64 at the end', asBase64, { written: base64 }],
  ['HMAC-SHA1 at the end', sha1, { mac: (by, of) => hmac(by, of, 'sha1') }],
  ['a line feed behind the secret', secretLine, { secret: `${secret}\n` }],
]
for (const [name, mistake, of] of parts)
  for (const [otherName, otherMistake, way] of ends)
    made(`${name}, and ${otherName}`, [mistake, otherMistake], { ...way, parts: of })
right('signed by the rule', () => signed({}))
right('the signature in capitals', () => signed({ written: (digest) => hex(digest).toUpperCase() }))
right('a GET without a body', () => signed({ sent: { method: 'GET', body: '' } }))
right('UNSIGNED-PAYLOAD', () =>
  signed({
    sent: { headers: [...usual, ['X-Sdk-Content-Sha256', 'UNSIGNED-PAYLOAD']] },
    parts: { payload: 'UNSIGNED-PAYLOAD' },
  }),
)
hopeless('an unknown secret', () => signed({ secret: 'nobody-knows' }))
hopeless('the body was cut', () =>
  signed({ parts: { payload: hex(hash(body)) }, sent: { body: body.slice(0, 12) } }),
)

/** Requests signed by AK/SK. */
export const akSk = all
