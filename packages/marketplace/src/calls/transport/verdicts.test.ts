import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verdictSentence } from '@loggia/protocol/wire'
import type { Verdict, VerdictCode, VerdictOf } from '@loggia/protocol/wire'
import { saasV2 } from '../../dialects/saas-v2.ts'
import type { Operation } from '../../dialects/index.ts'
import {
  answer,
  chunked,
  drip,
  failing,
  flood,
  http,
  openFullQueue,
  openLoopback,
  outgoing,
  resolving,
  trustTestAuthority,
} from './loopback-sellers.ts'
import type { CertificateName, Loopback, Serve } from './loopback-sellers.ts'
import type { Lookup } from './connector.ts'
import type { Outgoing, Sent } from './send.ts'

let world: Loopback
beforeAll(trustTestAuthority)
afterEach(() => world.close())

const create: Operation = { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' }
const query: Operation = { kind: 'query_instance', references: ['i-1'] }
const release: Operation = { kind: 'release_instance', reference: 'i-1' }

/** The verdict on an exchange, as the engine comes to it: the transport's, or the reader's on what it brought. */
const judge = (sent: Sent, operation: Operation = create): Verdict =>
  'received' in sent ? saasV2.fromWire(operation, sent.received, 'test-access-key').verdict : sent.verdict

type Ask = () => Promise<Verdict>
type Details = Partial<Outgoing> & { operation?: Operation; lookup?: Lookup; allow?: readonly string[] }

const ask = async (url: string, { operation, lookup, allow, ...more }: Details = {}): Promise<Verdict> =>
  judge(
    await world.transport(allow, lookup).send(outgoing(url, { replyLimitBytes: 1_048_576, ...more })),
    operation,
  )

/** A seller without TLS that serves so. */
const served =
  (serve: Serve, details?: Details): Ask =>
  async () =>
    ask(`http://127.0.0.1:${(await world.plain(serve)).port}/`, details)
/** A seller that answers with these bytes. */
const raw = (bytes: string | Uint8Array, details?: Details): Ask => served(answer(bytes), details)
/** … and closes then. */
const rawEnd = (bytes: string, details?: Details): Ask =>
  served(
    answer(bytes, (socket) => void socket.end()),
    details,
  )
/** A seller whose reply has this body. */
const body = (content: unknown, operation: Operation = create): Ask =>
  raw(http(200, typeof content === 'string' ? content : JSON.stringify(content)), { operation })
/** A seller with TLS, called by its name. */
const secure =
  (options: Parameters<Loopback['secure']>[1], serve: Serve = answer(http(200, '{}'))): Ask =>
  async () =>
    ask(`https://saas.test:${(await world.secure(serve, options)).port}/`)
const showing = (certificate: CertificateName): Ask => secure({ certificate })
/** A seller whose port does this where TLS is expected. */
const insteadOfTls =
  (serve: Serve, details?: Details): Ask =>
  async () =>
    ask(`https://saas.test:${(await world.plain(serve)).port}/`, details)

/** Two exchanges over one kept connection; the verdict on the second. */
const onKept =
  (serve: Serve): Ask =>
  async () => {
    const { port } = await world.plain(serve)
    const transport = world.transport()
    const send = () => transport.send(outgoing(`http://127.0.0.1:${port}/`))
    await send()
    await nextTurn()
    return judge(await send())
  }

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const short: Details = { timeLimitMs: 150 }
const instance = (more: object) => ({ resultCode: '000000', info: [{ instanceId: 'i-1', ...more }] })
const member = (name: string, max: number, got: number): VerdictOf<'member_too_long'> => ({
  code: 'member_too_long',
  name,
  max,
  got,
})

type Case<Code extends VerdictCode> = readonly [
  seller: string,
  ask: Ask,
  values: Omit<VerdictOf<Code>, 'code'>,
]
/**
 * Every verdict that comes of sending and reading; the type makes a new code fail here until a seller brings it about.
 * `late` is the engine's, which alone knows that an attempt was given up; engine.test.ts has it.
 */
const cases: { readonly [Code in Exclude<VerdictCode, 'late'>]: readonly Case<Code>[] } = {
  succeeded: [
    ['confirms', body({ resultCode: '000000', instanceId: 'i-1' }), {}],
    ['confirms over TLS', secure({}, answer(http(200, '{"resultCode":"000000","instanceId":"i-1"}'))), {}],
    [
      'names an encoding that compresses nothing',
      raw(http(200, '{"resultCode":"000000","instanceId":"i"}', { 'Content-Encoding': 'UTF-8' })),
      {},
    ],
    [
      'says 103 first',
      raw(`HTTP/1.1 103 Early\r\nLink: x\r\n\r\n${http(200, '{"resultCode":"000000"}').toString()}`, {
        operation: release,
      }),
      {},
    ],
  ],
  pending: [['is at it', body({ resultCode: '000004', instanceId: 'i-1' }), {}]],
  refused: [
    [
      'refuses',
      body({ resultCode: '000106', resultMsg: 'sold out' }),
      { resultCode: '000106', resultMsg: 'sold out' },
    ],
    ['refuses without a word', body({ resultCode: '000100' }), { resultCode: '000100', resultMsg: null }],
  ],
  result_code_unknown: [
    ['has a code of its own', body({ resultCode: '777777' }), { resultCode: '777777', resultMsg: null }],
  ],
  http_status: [
    ...[201, 400, 401, 404, 405, 429, 500, 503].map((status): Case<'http_status'> => [
      `answers ${status}`,
      raw(http(status, '{}')),
      { status },
    ]),
    ['has no content', raw('HTTP/1.1 204 No Content\r\n\r\n'), { status: 204 }],
    [
      'breaks off an error page',
      rawEnd('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 50\r\n\r\n<htm'),
      { status: 502 },
    ],
  ],
  redirect: [
    ...[301, 302, 303, 307, 308].map((status): Case<'redirect'> => [
      `redirects with ${status}`,
      raw(http(status, '', { Location: 'https://b.test/' })),
      { status, location: 'https://b.test/' },
    ]),
    ['redirects to nowhere', raw(http(302)), { status: 302, location: null }],
  ],
  content_type: [
    ['names no type', raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'), { got: null }],
    ['sends HTML', raw(http(200, '<html>', { 'Content-Type': 'text/html' })), { got: 'text/html' }],
    [
      'sends a problem',
      raw(http(200, '{}', { 'Content-Type': 'application/problem+json' })),
      { got: 'application/problem+json' },
    ],
    [
      'names two types',
      raw(`${head}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`),
      { got: 'application/json, text/plain' },
    ],
  ],
  content_encoding: [
    ['compresses', raw(http(200, '\u001f\u008b', { 'Content-Encoding': 'gzip' })), { got: 'gzip' }],
    [
      'compresses twice',
      raw(http(200, 'x', { 'Content-Encoding': 'identity, BR' })),
      { got: 'identity, BR' },
    ],
  ],
  not_http: [
    ['speaks its own protocol', raw('220 mail.test ESMTP\r\n'), { reason: 'HPE_INVALID_CONSTANT' }],
    ['writes a status that is none', raw('HTTP/1.1 abc OK\r\n\r\n'), { reason: 'HPE_INVALID_STATUS' }],
    [
      'writes a header that is none',
      raw('HTTP/1.1 200 OK\r\nno header\r\n\r\n'),
      { reason: 'HPE_INVALID_HEADER_TOKEN' },
    ],
    [
      'writes two lengths',
      raw(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
      { reason: 'HPE_UNEXPECTED_CONTENT_LENGTH' },
    ],
    [
      'writes chunks that are none',
      raw(`${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`),
      { reason: 'HPE_INVALID_CHUNK_SIZE' },
    ],
    ['asks for a body that was sent', raw('HTTP/1.1 100 Continue\r\n\r\n'), { reason: 'UNEXPECTED_1XX' }],
    [
      'switches to another protocol',
      raw('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      { reason: 'UNEXPECTED_1XX' },
    ],
    [
      'hints for ever',
      served(answer('', (socket) => flood(socket, 'HTTP/1.1 103 Early\r\n\r\n'))),
      { reason: 'ENDLESS_1XX' },
    ],
  ],
  head_too_long: [
    [
      'sends a header of 20 kB',
      raw(http(200, '{}', { 'X-Long': 'x'.repeat(20_000) })),
      { limitBytes: 16_384 },
    ],
    [
      'sends 2000 headers',
      raw(`HTTP/1.1 200 OK\r\n${'X-Some: value\r\n'.repeat(2000)}\r\n`),
      { limitBytes: 16_384 },
    ],
    [
      'never ends its first line',
      served(answer('HTTP/1.1 200 ', (socket) => flood(socket, 'x'.repeat(9999)))),
      { limitBytes: 16_384 },
    ],
  ],
  head_truncated: [
    ['ends within the head', rawEnd('HTTP/1.1 200 OK\r\nContent-Ty'), {}],
    [
      'resets within the head',
      served((socket) => socket.write('HTTP/1.1 2', () => socket.resetAndDestroy())),
      {},
    ],
    ['ends after a hint', rawEnd('HTTP/1.1 103 Early\r\n\r\n'), {}],
  ],
  body_too_long: [
    [
      'has more to say',
      raw(http(200, 'x'.repeat(1001)), { replyLimitBytes: 1000 }),
      { limitBytes: 1_048_576 },
    ],
  ],
  body_truncated: [
    ['ends within the body', rawEnd(`${head}Content-Length: 50\r\n\r\n{"res`), { gotBytes: 5 }],
    ['ends within a chunk', rawEnd(`${head}Transfer-Encoding: chunked\r\n\r\nff\r\n{"res`), { gotBytes: 5 }],
    [
      'ends before the last chunk',
      rawEnd(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
      { gotBytes: 2 },
    ],
  ],
  body_empty: [
    ['says nothing', raw(http(200)), {}],
    ['says nothing in chunks', raw(chunked([])), {}],
    ['says nothing and closes', rawEnd(`${head}\r\n`), {}],
  ],
  body_not_utf8: [['writes GBK', raw(http(200, Uint8Array.of(0x7b, 0x22, 0xb3, 0xc9, 0x22, 0x7d))), {}]],
  body_bom: [['begins with a byte order mark', body('\uFEFF{"resultCode":"000000"}'), {}]],
  body_unparsable: [
    ['writes half an object', body('{"resultCode":'), { gotBytes: 14 }],
    ['writes two objects', body('{}{}'), { gotBytes: 4 }],
    ['writes single quotes', body("{'a':1}"), { gotBytes: 7 }],
    ['writes a comma too many', body('{"a":1,}'), { gotBytes: 8 }],
  ],
  not_an_object: [
    ['writes a list', body('[]'), { got: 'array' }],
    ['writes null', body('null'), { got: 'null' }],
    ['writes its object as a string', body('"{}"'), { got: 'string' }],
  ],
  result_code_missing: [
    ['names no code', body({ resultMsg: 'ok' }), {}],
    ['names null for a code', body({ resultCode: null }), {}],
  ],
  result_code_malformed: [
    ['writes seven digits', body({ resultCode: '0000004' }), { got: '0000004' }],
    ['writes a word', body({ resultCode: 'ok\n' }), { got: 'ok\\u000a' }],
  ],
  member_missing: [
    ['names no instance', body({ resultCode: '000000' }), { name: 'instanceId' }],
    ['names an empty instance', body({ resultCode: '000004', instanceId: '' }), { name: 'instanceId' }],
    [
      'gives no address',
      body(instance({ appInfo: { userName: 'u' } }), query),
      { name: 'info[0].appInfo.frontEndUrl' },
    ],
  ],
  member_type: [
    [
      'writes the code as a number',
      body({ resultCode: 0 }),
      { name: 'resultCode', expected: 'string', got: 'number' },
    ],
    [
      'writes one instance for a list',
      body({ resultCode: '000000', info: {} }, query),
      { name: 'info', expected: 'array', got: 'object' },
    ],
  ],
  member_too_long: [
    [
      'names an instance too long',
      body({ resultCode: '000000', instanceId: 'x'.repeat(65) }),
      member('instanceId', 64, 65),
    ],
    [
      'talks too much',
      body({ resultCode: '000000', resultMsg: '成'.repeat(256) }, release),
      member('resultMsg', 255, 256),
    ],
    [
      'gives an address too long',
      body(instance({ appInfo: { frontEndUrl: 'h'.repeat(513) } }), query),
      member('info[0].appInfo.frontEndUrl', 512, 513),
    ],
  ],
  member_value: [
    [
      'names an instance with a comma',
      body({ resultCode: '000000', instanceId: 'i,1' }),
      { name: 'instanceId', got: 'i,1', rule: 'id_characters' },
    ],
    [
      'names an instance with a NUL',
      body({ resultCode: '000000', instanceId: 'i\u0000' }),
      { name: 'instanceId', got: 'i\\u0000', rule: 'id_characters' },
    ],
    [
      'counts beyond numbers',
      body(
        '{"resultCode":"000000","info":[{"instanceId":"i","usageInfo":[{"usageValue":1e999,"statisticalTime":"t"}]}]}',
        query,
      ),
      { name: 'info[0].usageInfo[0].usageValue', got: 'Infinity', rule: 'finite_number' },
    ],
  ],
  timed_out: [
    [
      'has name servers that do not answer',
      () => ask('https://saas.test/', { ...short, lookup: () => undefined }),
      { phase: 'lookup', ms: 150 },
    ],
    [
      'takes no connection',
      async () => {
        const full = await openFullQueue()
        return ask(`https://saas.test:${full.port}/`, short).finally(full.close)
      },
      { phase: 'connect', ms: 150 },
    ],
    ['never shakes hands', insteadOfTls(() => undefined, short), { phase: 'tls', ms: 150 }],
    ['takes the request and is silent', served(() => undefined, short), { phase: 'headers', ms: 150 }],
    [
      'drips its head',
      served(
        (socket) =>
          drip(
            socket.on('data', () => undefined),
            'H'.repeat(0) || 'H',
          ),
        short,
      ),
      { phase: 'headers', ms: 150 },
    ],
    [
      'drips its body',
      served(
        answer(`${head}Content-Length: 900\r\n\r\n`, (socket) => drip(socket, ' ')),
        short,
      ),
      { phase: 'body', ms: 150 },
    ],
  ],
  connection_refused: [
    [
      'is not there',
      async () => {
        const { port, close } = await world.plain(() => undefined)
        close()
        return ask(`https://saas.test:${port}/`)
      },
      {},
    ],
  ],
  connection_reset: [
    ['closes without a reply', rawEnd(''), {}],
    [
      'resets without a reply',
      served((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
    [
      'resets what was kept, and what replaces it',
      onKept((socket, nth) => {
        let requests = 0
        socket.on('data', () => {
          requests += 1
          if (nth === 1 && requests === 1) socket.write(http(200, '{}'))
          else socket.resetAndDestroy()
        })
      }),
      {},
    ],
  ],
  // TCP knows no way to a multicast address: the system refuses at once and sends nothing.
  host_unreachable: [
    [
      'has an address that no way leads to',
      () => ask('https://saas.test/', { lookup: resolving('224.0.0.1'), allow: ['224.0.0.0/4'] }),
      { reason: expect.stringMatching(/^E/) as unknown as string },
    ],
  ],
  connection_failed: [
    [
      'cannot be looked up, as this machine has no files left',
      () => ask('https://saas.test/', { lookup: failing('EMFILE') }),
      { reason: 'EMFILE' },
    ],
  ],
  dns_not_found: [
    [
      'has a name that nobody knows',
      () => ask('https://saas.test/', { lookup: failing('ENOTFOUND') }),
      { host: 'saas.test' },
    ],
    [
      'has a name without addresses',
      () => ask('https://saas.test/', { lookup: resolving() }),
      { host: 'saas.test' },
    ],
  ],
  dns_failed: [
    [
      'has name servers that fail',
      () => ask('https://saas.test/', { lookup: failing('EAI_AGAIN') }),
      { host: 'saas.test', reason: 'EAI_AGAIN' },
    ],
  ],
  tls_missing: [
    ['speaks HTTP', insteadOfTls(answer('HTTP/1.1 400 Bad Request\r\n\r\n')), {}],
    ['speaks another protocol', insteadOfTls((socket) => socket.write('SSH-2.0-Test\r\n')), {}],
  ],
  tls_too_old: [
    [
      'knows TLS 1.1',
      secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      {},
    ],
  ],
  tls_broken_off: [
    [
      'closes instead of shaking hands',
      insteadOfTls((socket) => void socket.once('data', () => socket.end())),
      {},
    ],
    [
      'resets instead of shaking hands',
      insteadOfTls((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
  ],
  certificate_expired: [['shows an old certificate', showing('expired'), {}]],
  certificate_not_yet_valid: [['shows a certificate of the future', showing('early'), {}]],
  certificate_self_signed: [['signed its own certificate', showing('self-signed'), {}]],
  certificate_untrusted: [['has a certificate of nobody we know', showing('unknown'), {}]],
  certificate_wrong_host: [
    ['shows the certificate of another', showing('elsewhere'), { host: 'saas.test', names: 'other.test' }],
  ],
  tls_failed: [
    [
      'wants to know who we are',
      secure({ requestCert: true, rejectUnauthorized: true }),
      { reason: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
    ],
    // A TLS alert, as it comes off the wire: fatal, unrecognized_name.
    [
      'does not know its own name',
      insteadOfTls(answer(Buffer.from('15030300020270', 'hex'))),
      { reason: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' },
    ],
  ],
  address_forbidden: [
    [
      'is in our own network',
      () => ask('https://saas.test/', { lookup: resolving('10.0.0.1') }),
      { address: '10.0.0.1' },
    ],
  ],
  plain_http: [['is public and not encrypted', () => ask('http://saas.test/'), { host: 'saas.test' }]],
  interrupted: [
    [
      'is asked as this process ends',
      async () => {
        const ending = new AbortController()
        return served((socket) => void socket.once('data', () => ending.abort()), { signal: ending.signal })()
      },
      {},
    ],
  ],
}

const produced = new Set<string>()
const rows = Object.entries(cases).flatMap(([code, some]) =>
  some.map(([seller, ask, values]) => ({ code, seller, ask, verdict: { code, ...values } })),
)

describe('a seller who', () => {
  test.each(rows)('$seller: $code', async ({ ask, verdict }) => {
    world = openLoopback()

    const got = await ask()

    expect(got).toEqual(verdict)
    produced.add(got.code)
  })
})

test('every verdict was produced, and says in both languages what to do about it', () => {
  world = openLoopback()

  expect([...produced].sort()).toEqual(Object.keys(cases).sort())
})

afterAll(() => undefined)
