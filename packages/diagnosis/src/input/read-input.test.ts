import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { describeInputFault } from './input-faults.ts'
import type { InputFault } from './input-faults.ts'
import { readInput } from './read-input.ts'

/** An exchange with its bodies as text. */
function shown(input: string | Uint8Array, entry?: number): unknown {
  const read = readInput(Buffer.from(input), { entry })
  if (!read.ok) return read.fault
  const { request, reply, ...rest }: Exchange = read.exchange
  return {
    ...(request && { request: { ...request, body: Buffer.from(request.body).toString() } }),
    ...(reply && { reply: { ...reply, body: Buffer.from(reply.body).toString() } }),
    ...rest,
  }
}

const post = { method: 'POST', target: '/saas?signature=S&nonce=n' }

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('a raw exchange with line ends of %s', (_, end) => {
  const text = [
    'POST /saas?signature=S&nonce=n HTTP/1.1',
    'Host: a.example',
    'X-A:b ',
    '',
    '{"a":"1"}',
    '',
    'HTTP/1.1 200 OK',
    'Body-Sign: x',
    '',
    '{"b":2}',
    '',
  ]

  expect(shown(text.join(end))).toEqual({
    request: {
      ...post,
      headers: [
        ['Host', 'a.example'],
        ['X-A', 'b'],
      ],
      body: `{"a":"1"}`,
    },
    reply: { status: 200, headers: [['Body-Sign', 'x']], body: '{"b":2}' },
  })
})

test('Content-Length says how long a body is, line breaks in it included', () => {
  expect(shown('POST /a HTTP/1.1\nContent-Length: 6\n\n{"a"}\n\nHTTP/1.1 204 No Content\n\n')).toMatchObject({
    request: { body: '{"a"}\n' },
    reply: { status: 204, body: '' },
  })
})

test('chunks are put together, and bytes that are no text are kept', () => {
  expect(shown('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nabcd\n3;x\nefg\n0\n\n')).toMatchObject({
    reply: { body: 'abcdefg' },
  })
  const bytes = Buffer.concat([
    Buffer.from('POST / HTTP/1.1\nContent-Length: 2\n\n'),
    Uint8Array.of(0xff, 0x0a),
  ])
  const read = readInput(bytes)

  expect(read.ok && read.exchange.request?.body).toEqual(Buffer.of(0xff, 0x0a))
})

test.each([
  [
    'single quotes',
    `curl -sS -X POST -H 'X-A: b' --data-raw '{"a":"1"}' 'https://a.example/saas?signature=S&nonce=n'`,
    '{"a":"1"}',
  ],
  ['an apostrophe', `curl -XPOST -HX-A:b -d 'it'\\''s' 'https://a.example/saas?signature=S&nonce=n'`, "it's"],
  [
    'several options behind one dash',
    `curl -vX POST -sSfH 'X-A: b' -kd'{"a":"1"}' 'https://a.example/saas?signature=S&nonce=n'`,
    '{"a":"1"}',
  ],
  [
    'double quotes',
    `curl --request POST --header "X-A: b" --data "{\\"a\\":\\"1\\"}" "https://a.example/saas?signature=S&nonce=n"`,
    '{"a":"1"}',
  ],
  [
    'ANSI quotes',
    `curl --url 'https://a.example/saas?signature=S&nonce=n' -H 'X-A: b' --data-binary $'{"a":"\\u4e2d\\n\\'"}'`,
    `{"a":"中\n'"}`,
  ],
  [
    'continued lines',
    `$ curl 'https://a.example/saas?signature=S&nonce=n' \\\n  -H 'X-A: b' \\\n  --compressed \\\n  --data-raw 'a' -d b`,
    'a&b',
  ],
  [
    'cmd.exe',
    `curl ^"https://a.example/saas?signature=S^&nonce=n^" ^\n  -H ^"X-A: b^" ^\n  --data-raw ^"^{^\\^"a^\\^":1^}^"`,
    '{"a":1}',
  ],
  [
    'cmd.exe and a line break in its body',
    `curl ^"https://a.example/saas?signature=S^&nonce=n^" ^\r\n  -H ^"X-A: b^" ^\r\n  --data-raw ^"^{^\r\n\r\n^}^"`,
    '{\n}',
  ],
])('a curl line with %s', (_, line, body) => {
  expect(shown(line)).toEqual({
    request: {
      method: 'POST',
      target: 'https://a.example/saas?signature=S&nonce=n',
      headers: [['X-A', 'b']],
      body,
    },
  })
})

test('a header without a value is one in a curl line, too', () => {
  expect(shown(`curl 'https://a.example/' -H 'X-Empty;'`)).toMatchObject({
    request: { headers: [['X-Empty', '']] },
  })
})

test('a curl line that sends its data in the address, and the reply that curl printed below it', () => {
  expect(
    shown(
      `curl -G -d a=b --data-urlencode 'c=d e' 'https://a.example/?x=y'\n\nHTTP/1.1 200 OK\nA: b\n\nbody`,
    ),
  ).toEqual({
    request: { method: 'GET', target: 'https://a.example/?x=y&a=b&c=d%20e', headers: [], body: '' },
    reply: { status: 200, headers: [['A', 'b']], body: 'body' },
  })
})

const entry = (url: string): object => ({
  startedDateTime: '2026-01-02T11:04:05.678+08:00',
  request: {
    method: 'POST',
    url,
    headers: [
      { name: ':authority', value: 'a' },
      { name: 'X-A', value: 'b' },
    ],
    postData: { text: '{}' },
  },
  response: {
    status: 200,
    headers: [],
    content: { text: Buffer.from('中').toString('base64'), encoding: 'base64' },
  },
})
const har = (...urls: string[]): string => JSON.stringify({ log: { entries: urls.map(entry) } })
const read = {
  request: { method: 'POST', target: 'https://a.example/?signature=S', headers: [['X-A', 'b']], body: '{}' },
  reply: { status: 200, headers: [], body: '中' },
  seenAtMs: 1_767_323_045_678,
}

test('of a HAR the only entry, the only one with a proof, or the one that was chosen', () => {
  const proof = 'https://a.example/?signature=S'

  expect(shown(har(proof))).toEqual(read)
  expect(shown(JSON.stringify(entry(proof)))).toEqual(read)
  expect(shown(har('https://a.example/style.css', proof))).toEqual(read)
  expect(shown(har(proof, proof), 2)).toEqual(read)
  expect(shown(har(proof, proof))).toEqual({ code: 'har_several', entries: 2 })
  expect(shown(har(proof), 3)).toEqual({ code: 'har_no_such_entry', entries: 1 })
})

test('of a HAR without contents a reply is not taken for an empty one, and a request whose body is not there is refused', () => {
  const bare = (request: object): string =>
    JSON.stringify({
      request: { method: 'POST', url: 'https://a.example/?signature=S', ...request },
      response: { status: 200, headers: [], content: { size: 23, mimeType: 'application/json' } },
    })
  expect(shown(bare({ bodySize: 2, postData: { text: '{}' } }))).toEqual({
    request: { method: 'POST', target: 'https://a.example/?signature=S', headers: [], body: '{}' },
  })
  expect(shown(bare({ bodySize: 2 }))).toEqual({
    code: 'har_entry_malformed',
    missing: 'request.postData.text',
  })
})

test('a call of our own pages is read by its last attempt, unless secrets in it were masked', () => {
  const part = { line: 'POST /a?nonce=n HTTP/1.1', headers: [['A', 'b']], body: '{}', masked: [] as string[] }
  const reply = { line: 'HTTP/1.1 200 OK', headers: [], body: '{"c":1}', masked: [] as string[] }

  expect(shown(JSON.stringify({ attemptList: [{}, { request: part, reply }] }))).toEqual({
    request: { method: 'POST', target: '/a?nonce=n', headers: [['A', 'b']], body: '{}' },
    reply: { status: 200, headers: [], body: '{"c":1}' },
  })
  expect(shown(JSON.stringify({ request: part, reply: { ...reply, masked: ['password'] } }))).toEqual({
    code: 'record_masked',
  })
})

test.each<[string, string, InputFault]>([
  ['nothing', ' \n', { code: 'input_empty' }],
  ['a picture', '\u0089PNG', { code: 'format_unknown' }],
  ['prose', 'Dear colleagues\nit fails', { code: 'header_malformed', got: 'it fails' }],
  ['a first line with too much', 'POST /a b c\n\n', { code: 'line_malformed', got: 'POST /a b c' }],
  [
    'a body without an empty line',
    'POST /a HTTP/1.1\nA: b\n{"a":1}',
    { code: 'header_malformed', got: '{"a":1}' },
  ],
  ['half of a HAR', '{"log":', { code: 'json_unparsable' }],
  ['any JSON', '{"a":1}', { code: 'format_unknown' }],
  ['a HAR of nothing', '{"log":{}}', { code: 'har_without_entries' }],
  [
    'an entry without an address',
    '{"request":{"method":"GET"}}',
    { code: 'har_entry_malformed', missing: 'request.url' },
  ],
  ['an open quote', `curl 'https://a`, { code: 'curl_quote_open' }],
  ['no address', 'curl -s ', { code: 'curl_without_address' }],
  ['two curl lines', `curl 'https://a' -d a ;\ncurl 'https://b' -d b`, { code: 'curl_several' }],
  [
    'a request whose body curl did not print',
    '> POST /a HTTP/1.1\n> Content-Length: 2\n> \n',
    { code: 'curl_body_missing' },
  ],
  ['a body in a file', 'curl -d @body.json https://a', { code: 'curl_file', got: '@body.json' }],
  ['a value in a file', 'curl --data-urlencode a@b=c https://a', { code: 'curl_file', got: 'a@b=c' }],
  ['an odd option behind others', 'curl -svF a=b https://a', { code: 'curl_option_unknown', got: '-svF' }],
  ['an odd option', 'curl --form a=b https://a', { code: 'curl_option_unknown', got: '--form' }],
  ['an option without its value', 'curl https://a -H', { code: 'curl_option_unknown', got: '-H' }],
])('%s is no exchange, and the reason is said in both languages', (_, input, fault) => {
  expect(shown(input)).toEqual(fault)
  expect(describeInputFault(fault, 'en-US')).toMatch(/^[^\u4e00-\u9fff]+\.$/)
  expect(describeInputFault(fault, 'zh-CN')).toMatch(/[\u4e00-\u9fff].*。$/)
})

test('an input or an address that is too long is not read', () => {
  expect(shown(`GET /?${'a'.repeat(16_384)} HTTP/1.1\n\n`)).toEqual({
    code: 'address_too_long',
    limit: 16_384,
  })
  expect(shown(Buffer.alloc(4 * 1024 * 1024 + 1, 65))).toEqual({
    code: 'input_too_long',
    limitBytes: 4_194_304,
  })
})

test('no input whatever makes it fail in another way', () => {
  const starts = fc.constantFrom(
    '',
    'curl ',
    'POST / HTTP/1.1\n',
    'HTTP/1.1 200 OK\n',
    '> POST / HTTP/1.1\n',
    '< HTTP/1.1 200\n',
    '{"log":{"entries":[',
    '{',
  )
  fc.assert(
    fc.property(starts, fc.string({ unit: 'binary', maxLength: 200 }), (start, rest) => {
      expect(typeof readInput(Buffer.from(start + rest)).ok).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})

const printedRequest = `POST /saas?signature=S HTTP/1.1
Content-Type: application/json

{"a":"1"}
`
const printedReply = `Content-Type: application/json

{"resultCode":"999999","resultMsg":"no"}`
const readBoth = {
  request: {
    method: 'POST',
    target: '/saas?signature=S',
    headers: [['Content-Type', 'application/json']],
    body: '{"a":"1"}',
  },
  reply: {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: '{"resultCode":"999999","resultMsg":"no"}',
  },
}

test('what loggia trigger exchange prints is read, its heading line passed over', () => {
  const head = '2026-01-02T03:04:05Z  #12   POST newInstance           refused      34 ms  It refused.\n\n'

  expect(shown(`${head}${printedRequest}\nHTTP/1.1 200 OK\n${printedReply}\n`)).toEqual(readBoth)
})

test('of what loggia call prints the reply is read too', () => {
  const call = printedRequest.replace(' HTTP/1.1', '')

  expect(shown(`${call}\nHTTP 200 after 12 ms\n${printedReply}\n\nThe seller’s server refused.\n`)).toEqual(
    readBoth,
  )
})

test.each([
  ['a fence of Markdown', (text: string) => `\`\`\`http\n${text}\n\`\`\`\n`],
  ['an indent before every line', (text: string) => text.replace(/^(?=.)/gm, '    ')],
])('an exchange in %s is read without it', (_, around) => {
  const text = 'POST /saas?signature=S&nonce=n HTTP/1.1\nHost: a.example\n\n{\n  "a": 1\n}'

  expect(shown(around(text))).toEqual(shown(text))
})

test('a body whose lines are indented keeps them', () => {
  const text = '\nPOST /saas?signature=S&nonce=n HTTP/1.1\nHost: a.example\n\n  {\n    "a": 1\n  }'

  expect(shown(text)).toMatchObject({ request: { body: '  {\n    "a": 1\n  }' } })
})
