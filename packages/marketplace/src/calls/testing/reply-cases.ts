import { dialect, askForBytes, askForBytesAndEnd, askServer } from './asking.ts'
import type { Case, Cases } from './asking.ts'
import { answerWith, formatChunked, writeEndlessly, formatReply } from '@loggia/outbound/testing'

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const chunks = `${head}Transfer-Encoding: chunked\r\n\r\n`
const limitBytes = dialect.replyLimitBytes
const headLimit = { limitBytes: 16_384 }

const status = (code: number): Case<'http_status'> => [
  `answers ${code}`,
  askForBytes(formatReply(code, '{"resultCode":"000000"}')),
  code < 400 ? { status: code } : { status: code, said: { resultCode: '000000', resultMsg: null } },
]
const redirect = (code: number): Case<'redirect'> => [
  `redirects with ${code}`,
  askForBytes(formatReply(code, '', { Location: 'https://b.test/' })),
  { status: code, location: 'https://b.test/' },
]
const type = (got: string): Case<'content_type'> => [
  `sends ${got}`,
  askForBytes(formatReply(200, '{"resultCode":"000000"}', { 'Content-Type': got })),
  { got },
]
const notHttp = (seller: string, bytes: string, reason: string): Case<'not_http'> => [
  seller,
  askForBytes(bytes),
  { reason },
]

/** Sellers whose replies are already wrong as HTTP, before their content is read. */
export const replyCases: Cases<
  | 'http_status'
  | 'redirect'
  | 'content_type'
  | 'content_encoding'
  | 'not_http'
  | 'head_too_long'
  | 'head_truncated'
  | 'body_too_long'
  | 'body_truncated'
> = {
  http_status: [
    ...[201, 202, 400, 401, 403, 404, 405, 415, 429, 500, 502, 503].map(status),
    ['has no content', askForBytes('HTTP/1.1 204 No Content\r\n\r\n'), { status: 204 }],
    [
      'breaks off an error page',
      askForBytesAndEnd('HTTP/1.1 502 Bad\r\nContent-Length: 50\r\n\r\n<htm'),
      { status: 502 },
    ],
  ],
  redirect: [
    ...[301, 302, 303, 307, 308].map(redirect),
    ['redirects to nowhere', askForBytes(formatReply(302)), { status: 302, location: null }],
  ],
  content_type: [
    ...['text/html', 'text/plain;charset=utf-8', 'application/problem+json', 'application/json5'].map(type),
    ['names no type', askForBytes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'), { got: null }],
    [
      'names two types',
      askForBytes(`${head}content-type: text/plain\r\nContent-Length: 2\r\n\r\n{}`),
      { got: 'application/json, text/plain' },
    ],
  ],
  content_encoding: [
    ['compresses', askForBytes(formatReply(200, 'x', { 'Content-Encoding': 'gzip' })), { got: 'gzip' }],
    [
      'compresses in a list',
      askForBytes(formatReply(200, 'x', { 'Content-Encoding': 'identity, BR' })),
      { got: 'identity, BR' },
    ],
  ],
  not_http: [
    notHttp('speaks its own protocol', '220 mail.test ESMTP\r\n', 'Expected HTTP/, RTSP/ or ICE/'),
    notHttp('writes a status that is none', 'HTTP/1.1 abc OK\r\n\r\n', 'Invalid status code'),
    notHttp('writes a header that is none', 'HTTP/1.1 200 OK\r\nno header\r\n\r\n', 'Invalid header token'),
    notHttp('writes a NUL into a header', `${head}X: a\u0000b\r\n\r\n`, 'Invalid header value char'),
    notHttp(
      'writes two lengths',
      `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      'Invalid Content-Length',
    ),
    notHttp(
      'writes a length beside chunks',
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n`,
      'Invalid Content-Length',
    ),
    notHttp('writes chunks that are none', `${chunks}xyz\r\n`, 'Invalid character in chunk size'),
    notHttp('asks for a body that was sent', 'HTTP/1.1 100 Continue\r\n\r\n', 'Unexpected 1xx status'),
    notHttp(
      'switches protocols',
      'HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'Unexpected 1xx status',
    ),
    notHttp('hints and hints', 'HTTP/1.1 103 Early\r\n\r\n'.repeat(50), 'Endless 1xx statuses'),
  ],
  head_too_long: [
    [
      'sends a header of 20 kB',
      askForBytes(formatReply(200, '{}', { 'X-Long': 'x'.repeat(20_000) })),
      headLimit,
    ],
    [
      'sends 2000 headers',
      askForBytes(`HTTP/1.1 200 OK\r\n${'X-Some: value\r\n'.repeat(2000)}\r\n`),
      headLimit,
    ],
    [
      'never ends its first line',
      askServer(
        answerWith('HTTP/1.1 200 ', (socket) => writeEndlessly(socket, 'x'.repeat(9999))),
        { replyLimitBytes: 1000 },
      ),
      headLimit,
    ],
  ],
  head_truncated: [
    ['ends within the head', askForBytesAndEnd('HTTP/1.1 200 OK\r\nContent-Ty'), {}],
    ['ends after a hint', askForBytesAndEnd('HTTP/1.1 103 Early\r\n\r\n'), {}],
  ],
  body_too_long: [
    [
      'announces and sends a byte too many',
      askForBytes(formatReply(200, 'x'.repeat(limitBytes + 1))),
      { limitBytes },
    ],
    [
      'sends a byte too many in chunks',
      askForBytes(formatChunked([Buffer.alloc(limitBytes), Buffer.alloc(1)])),
      { limitBytes },
    ],
    [
      'sends a byte too many and closes',
      askForBytesAndEnd(`${head}\r\n${'x'.repeat(limitBytes + 1)}`),
      { limitBytes },
    ],
  ],
  body_truncated: [
    ['ends within the body', askForBytesAndEnd(`${head}Content-Length: 50\r\n\r\n{"res`), { gotBytes: 5 }],
    [
      'ends within the body, as announced',
      askForBytesAndEnd(`${head}Connection: close\r\nContent-Length: 50\r\n\r\n{"res`),
      { gotBytes: 5 },
    ],
    ['ends within a chunk', askForBytesAndEnd(`${chunks}ff\r\n{"res`), { gotBytes: 5 }],
    [
      'ends before the last chunk',
      askForBytesAndEnd(`${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
      { gotBytes: 2 },
    ],
  ],
}
