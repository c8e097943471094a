import { gzipSync } from 'node:zlib'
import type { VerdictCode } from '@loggia/protocol/wire'
import { answer, drip, flood, http } from './sellers.ts'
import type { CertificateName, Serve } from './sellers.ts'
import type { TlsOptions } from 'node:tls'

/** Something that a seller, or whoever controls a seller's name or server, may try on us. */
export type Attack = {
  readonly what: string
  /** `PORT` stands for the port of the server that is there. */
  readonly url: string
  readonly allow?: readonly string[]
  /** What the name resolves to, one list for each time it is asked; the last one stays. There are as many calls. */
  readonly resolves?: readonly (readonly string[])[]
  readonly serve?: Serve
  readonly tls?: TlsOptions & { readonly certificate?: CertificateName }
  readonly limits?: { readonly timeLimitMs?: number; readonly replyLimitBytes?: number }
  /** The verdict on the last call; `no_url` when it cannot even be written as an address. */
  readonly verdict: VerdictCode | 'no_url'
  /** Every address that a connection was tried to. */
  readonly reaches?: readonly string[]
}

const here = ['127.0.0.1']

const literal = (host: string): Attack => ({
  what: `the literal ${host}`,
  url: `https://${host}:PORT/`,
  verdict: 'address_forbidden',
})
const spelled = (what: string, url: string): Attack => ({ what, url, verdict: 'address_forbidden' })
const malformed = (url: string): Attack => ({ what: `no address: ${url}`, url, verdict: 'no_url' })

/** This machine, spelled in all the ways that end at it. */
const spellings: Attack[] = [
  ...['127.0.0.1', '127.8.9.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0X7F.0.0.1', '0x7f.1'].map(
    literal,
  ),
  ...['017700000001', '0177.0.0.1', '0177.0.0.01', '0', '0.0.0.0', '127.0.0.1.', '0x7f000001.'].map(literal),
  ...['127.0.0.%31', '%31%32%37.0.0.1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0．0｡1', '127.0.0\u00AD.1'].map(
    literal,
  ),
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'A.b.LocalHost.',
    'loc%61lhost',
    'ｌｏｃａｌｈｏｓｔ',
  ].map(literal),
  spelled('a public name as its user', 'https://public.test@127.0.0.1:PORT/'),
  spelled('a public name as its user and port', 'https://public.test:443@127.0.0.1:PORT/'),
  spelled('two ats', 'https://public.test@public.test@127.0.0.1:PORT/'),
  spelled('a public name in its fragment', 'https://127.0.0.1:PORT#@public.test/'),
  spelled('a public name in its query', 'https://127.0.0.1:PORT?@public.test/'),
  spelled('a backslash for the slash', 'https:\\\\127.0.0.1:PORT\\@public.test/'),
  spelled('no slashes', 'https:127.0.0.1:PORT'),
  spelled('a line break within', 'https://127.0\n.0.1:PORT/'),
  spelled('white space around', ' \thttps://127.0.0.1:PORT/ '),
  spelled('no TLS and this machine', 'http://127.0.0.1:PORT/'),
  spelled('another scheme', 'ftp://127.0.0.1:PORT/'),
  spelled('a file', 'file:///etc/hostname'),
  spelled('a scheme that sends what it is told', 'gopher://127.0.0.1:PORT/_x'),
]

/** Addresses that are not public, or not somebody's server. */
const ranges: Attack[] = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.255'].map(
    literal,
  ),
  ...[
    '169.254.169.254',
    '2852039166',
    '0xA9FEA9FE',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ].map(literal),
  ...[
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
  ].map(literal),
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
  ].map(literal),
  ...[
    '[::ffff:127.0.0.1]',
    '[::FFFF:7F00:1]',
    '[::ffff:169.254.169.254]',
    '[::127.0.0.1]',
    '[::a00:1]',
    '[::ffff:0:10.0.0.1]',
  ].map(literal),
  ...[
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ].map(literal),
  ...[
    '[2001:0:7f00:1::]',
    '[2001::f5ff:fffe]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '[4000::1]',
  ].map(literal),
]

const unwritable: Attack[] = [
  'https://[fe80::1%25eth0]/',
  'https://[fe80::1%eth0]/',
  'https://[::1',
  'https://127.0.0.256/',
  'https://1.2.3.4.5/',
  'https://0x100000000/',
  'https://127.0.0.1:99999/',
  'https://127.0.0.1:-1/',
  'https://a b.test/',
  'https://%00.test/',
  '//127.0.0.1/',
  '127.0.0.1/saas',
].map(malformed)

const named = (what: string, resolves: string[], more: Partial<Attack> = {}): Attack => ({
  what: `a name that leads to ${what}`,
  url: 'https://saas.test:PORT/',
  resolves: [resolves],
  verdict: 'address_forbidden',
  ...more,
})
const replied = answer(http(200, '{"resultCode":"000000","instanceId":"i-1"}'))
const repliedOnce = answer(
  http(200, '{"resultCode":"000000","instanceId":"i-1"}', { Connection: 'close' }),
  (socket) => void socket.end(),
)
/** 127.0.0.1 stands for a public address here: the guard lets it through, and nothing else. */
const asPublic = { allow: ['127.0.0.1'], serve: replied, tls: {} }

/** What whoever answers for a name may answer. */
const names: Attack[] = [
  named('this machine', ['127.0.0.1']),
  named('a private network', ['192.168.7.7']),
  named('the metadata of this machine', ['169.254.169.254']),
  named('IPv6 on this machine', ['::1']),
  named('a private IPv6 network', ['fd12:3456::1']),
  named('a mapped address', ['::ffff:10.0.0.1']),
  named('a compatible address, as resolvers write it', ['::127.0.0.1']),
  named('a translated address', ['64:ff9b::a00:1']),
  named('a link with its zone', ['fe80::1%eth0']),
  named('something that is no address', ['saas.test']),
  named('an address that only old parsers take', ['127.1']),
  named('several private addresses', ['10.0.0.1', 'fd00::1', '127.0.0.1']),
  named('a private address among public ones', ['10.0.0.1', '127.0.0.1', '::1'], {
    ...asPublic,
    verdict: 'succeeded',
    reaches: here,
  }),
  named('a public address when it is judged, a private one when asked again', [], {
    ...asPublic,
    serve: repliedOnce,
    resolves: [['127.0.0.1'], ['10.0.0.1']],
    verdict: 'address_forbidden',
    reaches: here,
  }),
  named('another address while a connection is kept', [], {
    ...asPublic,
    resolves: [['127.0.0.1'], ['10.0.0.1']],
    verdict: 'succeeded',
    reaches: here,
  }),
  {
    ...named('a public address without TLS', ['127.0.0.1']),
    url: 'http://saas.test:PORT/',
    allow: ['127.0.0.1'],
    verdict: 'plain_http',
  },
  { what: 'a public literal without TLS', url: 'http://93.184.216.34/', verdict: 'plain_http' },
  {
    what: 'a public literal without TLS at the port of TLS',
    url: 'http://93.184.216.34:443/',
    verdict: 'plain_http',
  },
]

const allowing = (what: string, allow: string[], url: string, more: Partial<Attack>): Attack => ({
  what: `past an entry for ${what}`,
  url,
  allow,
  serve: replied,
  verdict: 'address_forbidden',
  ...more,
})
const lets = { verdict: 'succeeded', reaches: here } as const

/** What an entry of the operator lets through, and no more. */
const entries: Attack[] = [
  allowing('the host itself', ['seller.internal'], 'http://seller.internal:PORT/', lets),
  allowing('the host in other letters', ['Seller.Internal'], 'http://SELLER.internal.:PORT/', lets),
  allowing('the address itself', ['127.0.0.1'], 'http://2130706433:PORT/', lets),
  allowing('a range', ['127.0.0.0/30'], 'http://127.0.0.1:PORT/', lets),
  allowing('a range, by a name', ['127.0.0.0/30'], 'https://saas.test:PORT/', { ...lets, tls: {} }),
  allowing('another host', ['seller.internal'], 'https://other.internal:PORT/', {}),
  allowing('a host below it', ['seller.internal'], 'https://a.seller.internal:PORT/', {}),
  allowing('a host that ends like it', ['seller.internal'], 'https://my-seller.internal:PORT/', {}),
  allowing('one port', ['seller.internal:1'], 'https://seller.internal:PORT/', {}),
  allowing('one port of an address', ['127.0.0.1:1'], 'https://127.0.0.1:PORT/', {}),
  allowing('one port of an IPv6 address', ['[::1]:8081'], 'https://[::1:8081]:PORT/', {}),
  allowing('a range beside it', ['127.0.0.4/30'], 'https://127.0.0.1:PORT/', {}),
  allowing('a range of the other family', ['::/0'], 'https://127.0.0.1:PORT/', {}),
  allowing('a host, by its certificate', ['seller.internal'], 'https://seller.internal:PORT/', {
    tls: {},
    verdict: 'certificate_wrong_host',
    reaches: here,
  }),
]

const plain = (what: string, verdict: VerdictCode, serve: Serve, limits?: Attack['limits']): Attack => ({
  what,
  url: 'http://127.0.0.1:PORT/',
  allow: ['127.0.0.0/8'],
  serve,
  verdict,
  reaches: here,
  ...(limits && { limits }),
})
const secured = (what: string, verdict: VerdictCode, tls: NonNullable<Attack['tls']>): Attack => ({
  what,
  url: 'https://saas.test:PORT/',
  allow: ['127.0.0.0/8'],
  serve: replied,
  tls,
  verdict,
  reaches: here,
})
const redirects = [301, 302, 303, 307, 308].flatMap((status) => [
  plain(
    `${status} to this machine`,
    'redirect',
    answer(http(status, '', { Location: 'http://127.0.0.1:1/' })),
  ),
  plain(
    `${status} to a public address`,
    'redirect',
    answer(http(status, '', { Location: 'https://93.184.216.34/' })),
  ),
])
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const chunks = `${head}Transfer-Encoding: chunked\r\n\r\n`
const small = { replyLimitBytes: 10_000 }
const short = { timeLimitMs: 200 }
const kilobyte = ' '.repeat(1024)
const bomb = gzipSync(Buffer.alloc(20_000_000))

const flooding = (what: string, verdict: VerdictCode, first: string, piece: string): Attack =>
  plain(
    `${what} without end`,
    verdict,
    answer(first, (socket) => flood(socket, piece)),
    small,
  )
const dripping = (what: string, first: string, piece: string): Attack =>
  plain(
    `${what}, a piece now and then`,
    'timed_out',
    answer(first, (socket) => drip(socket, piece)),
    short,
  )

/** What a server may do once it is connected. */
const replies: Attack[] = [
  ...redirects,
  secured('TLS 1.1', 'tls_too_old', {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
  secured('TLS 1.0', 'tls_too_old', {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
  secured('the certificate of another', 'certificate_wrong_host', { certificate: 'elsewhere' }),
  secured('a certificate of its own', 'certificate_self_signed', { certificate: 'self-signed' }),
  secured('a certificate of nobody', 'certificate_untrusted', { certificate: 'unknown' }),
  secured('an old certificate', 'certificate_expired', { certificate: 'expired' }),
  secured('a certificate of the future', 'certificate_not_yet_valid', { certificate: 'early' }),
  plain(
    'a body of 10 GB as announced',
    'body_too_long',
    answer(`${head}Content-Length: 10000000000\r\n\r\n`, (socket) => flood(socket, kilobyte)),
    small,
  ),
  flooding('a body', 'body_too_long', `${head}\r\n`, kilobyte),
  flooding('chunks', 'body_too_long', chunks, `400\r\n${kilobyte}\r\n`),
  flooding('the name of a chunk', 'body_too_long', `${chunks}1;`, 'x'.repeat(1024)),
  flooding('trailers', 'head_too_long', `${chunks}2\r\n{}\r\n0\r\n`, 'X-Some: value\r\n'),
  flooding('headers', 'head_too_long', head, 'X-Some: value\r\n'),
  flooding('one header', 'head_too_long', `${head}X-Long: `, kilobyte),
  flooding('the name of a header', 'head_too_long', head, 'x'.repeat(1024)),
  flooding('the words of its status', 'head_too_long', 'HTTP/1.1 200 ', kilobyte),
  flooding('lines before the reply', 'head_too_long', '\r\n', '\r\n'.repeat(512)),
  flooding('hints', 'not_http', '', 'HTTP/1.1 103 Early\r\n\r\n'),
  flooding('hints with headers', 'not_http', '', 'HTTP/1.1 102 Wait\r\nX-Some: value\r\n\r\n'),
  dripping('a head', head, 'X: 1\r\n'),
  dripping('a body', `${head}Content-Length: 900\r\n\r\n`, ' '),
  dripping('chunks', chunks, '1\r\n \r\n'),
  dripping('hints', '', 'HTTP/1.1 103 Early\r\n\r\n'),
  plain(
    '20 MB in 20 kB of gzip',
    'content_encoding',
    answer(http(200, bomb, { 'Content-Encoding': 'gzip' })),
    { replyLimitBytes: 100_000 },
  ),
  plain(
    '20 MB in 20 kB of gzip, past the limit',
    'body_too_long',
    answer(http(200, bomb, { 'Content-Type': 'application/json' })),
    small,
  ),
  plain('two lengths', 'not_http', answer(`${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`)),
  plain(
    'a length beside chunks',
    'not_http',
    answer(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  ),
  plain(
    'another protocol after this one',
    'not_http',
    answer('HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'),
  ),
]

export const attacks: readonly Attack[] = [
  ...spellings,
  ...ranges,
  ...unwritable,
  ...names,
  ...entries,
  ...replies,
]
