import { gzipSync } from 'node:zlib'
import { omitUndefined } from '@loggia/kernel'
import type { Attack, Outcome } from './attack.ts'
import { answerWith, writeSlowly, writeEndlessly, formatReply } from '../testing/servers.ts'
import type { Serve } from '../testing/servers.ts'

const plain = (what: string, outcome: Outcome, serve: Serve, limits?: Attack['limits']): Attack =>
  omitUndefined({
    what,
    url: 'http://127.0.0.1:PORT/',
    allow: ['127.0.0.0/8'],
    serve,
    outcome,
    reaches: ['127.0.0.1'],
    limits,
  })
const createSecured = (what: string, outcome: Outcome, tls: NonNullable<Attack['tls']>): Attack => ({
  what,
  url: 'https://saas.test:PORT/',
  allow: ['127.0.0.0/8'],
  serve: answerWith(formatReply(200, '{}')),
  tls,
  outcome,
  reaches: ['127.0.0.1'],
})
const redirects = [301, 302, 303, 307, 308].flatMap((status) => [
  plain(
    `${status} to this machine`,
    'redirect',
    answerWith(formatReply(status, '', { Location: 'http://127.0.0.1:1/' })),
  ),
  plain(
    `${status} to a public address`,
    'redirect',
    answerWith(formatReply(status, '', { Location: 'https://93.184.216.34/' })),
  ),
])
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const chunks = `${head}Transfer-Encoding: chunked\r\n\r\n`
const small = { replyLimitBytes: 10_000 }
const short = { timeLimitMs: 200 }
const kilobyte = ' '.repeat(1024)
const bomb = gzipSync(Buffer.alloc(20_000_000))

const flooding = (what: string, outcome: Outcome, first: string, piece: string): Attack =>
  plain(
    `${what} without end`,
    outcome,
    answerWith(first, (socket) => writeEndlessly(socket, piece.repeat(Math.ceil(1024 / piece.length)))),
    small,
  )
const dripping = (what: string, first: string, piece: string): Attack =>
  plain(
    `${what}, a piece now and then`,
    'timed_out',
    answerWith(first, (socket) => writeSlowly(socket, piece)),
    short,
  )

/** What a server may do after the connection is open. */
export const replies: Attack[] = [
  ...redirects,
  createSecured('TLS 1.1', 'tls_too_old', {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
  createSecured('TLS 1.0', 'tls_too_old', {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
  createSecured('the certificate of another', 'certificate_wrong_host', { certificate: 'elsewhere' }),
  createSecured('a certificate of its own', 'certificate_self_signed', { certificate: 'self-signed' }),
  createSecured('a certificate of nobody', 'certificate_untrusted', { certificate: 'unknown' }),
  createSecured('an old certificate', 'certificate_expired', { certificate: 'expired' }),
  createSecured('a certificate of the future', 'certificate_not_yet_valid', { certificate: 'early' }),
  plain(
    'a body of 10 GB as announced',
    'body_too_long',
    answerWith(`${head}Content-Length: 10000000000\r\n\r\n`, (socket) => writeEndlessly(socket, kilobyte)),
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
    'replied',
    answerWith(formatReply(200, bomb, { 'Content-Encoding': 'gzip' })),
    {
      replyLimitBytes: 100_000,
    },
  ),
  plain(
    '20 MB in 20 kB of gzip, past the limit',
    'body_too_long',
    answerWith(formatReply(200, bomb, { 'Content-Type': 'application/json' })),
    small,
  ),
  plain('two lengths', 'not_http', answerWith(`${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`)),
  plain(
    'a length beside chunks',
    'not_http',
    answerWith(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  ),
  plain(
    'another protocol after this one',
    'not_http',
    answerWith('HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'),
  ),
]
