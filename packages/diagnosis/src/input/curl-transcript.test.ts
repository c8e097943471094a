import { expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { readInput } from './read-input.ts'

/** An exchange with its bodies as text. */
function shown(input: string): unknown {
  const read = readInput(Buffer.from(input))
  if (!read.ok) return read.fault
  const { request, reply }: Exchange = read.exchange
  return {
    ...(request && { request: { ...request, body: Buffer.from(request.body).toString() } }),
    ...(reply && { reply: { ...reply, body: Buffer.from(reply.body).toString() } }),
  }
}

const command = `curl -v -H 'X-A: b' --data-raw '{"a":"中"}' 'http://127.0.0.1:8080/saas?signature=S&nonce=n'`
const sent = `*   Trying 127.0.0.1:8080...
* Connected to 127.0.0.1 (127.0.0.1) port 8080
> POST /saas?signature=S&nonce=n HTTP/1.1
> Host: 127.0.0.1:8080
> X-A: b
> Content-Length: 11
> `
const received = `* upload completely sent off: 11 bytes
< HTTP/1.1 200 OK
< Content-Type: application/json
< Content-Length: 23
< `
const body = '{"resultCode":"000000"}'
const left = '* Connection #0 to host 127.0.0.1 left intact'

const request = {
  method: 'POST',
  target: '/saas?signature=S&nonce=n',
  headers: [
    ['Host', '127.0.0.1:8080'],
    ['X-A', 'b'],
    ['Content-Length', '11'],
  ],
  body: '{"a":"中"}',
}
const reply = {
  status: 200,
  headers: [
    ['Content-Type', 'application/json'],
    ['Content-Length', '23'],
  ],
  body,
}

test.each([
  ['of a terminal', [command, sent, received, body, left]],
  ['behind a prompt', [`me@host:~$ ${command}`, sent, received, `${body}${left}`, '']],
  [
    'with CRLF, as the wire has it',
    [command, sent.replaceAll('\n', '\r\n'), received.replaceAll('\n', '\r\n'), `${body}${left}`],
  ],
  [
    'whose trailing blanks an editor has taken away',
    [command, sent.trimEnd(), received.trimEnd(), `${body}\n${left}`],
  ],
  ['with the body put in by hand', [sent, '{"a":"中"}', received, body]],
  [
    'with a progress meter and sizes',
    [
      command,
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
      '                                 Dload  Upload   Total   Spent    Left  Speed',
      '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
      sent,
      '} [11 bytes data]',
      received,
      '{ [23 bytes data]',
      '\r100    32  100    23  100     9   3395   1328 --:--:-- --:--:-- --:--:--  5333',
      left,
      body,
    ],
  ],
  [
    'with an interim reply',
    [command, sent, '< HTTP/1.1 100 Continue', '< ', '} [11 bytes data]', received, body, left],
  ],
  [
    'with -i, whose head comes once more',
    [
      command,
      sent,
      received,
      left,
      'HTTP/1.1 200 OK',
      'Content-Type: application/json',
      'Content-Length: 23',
      '',
      body,
    ],
  ],
  [
    'with -i, line by line',
    [
      command,
      sent,
      '< HTTP/1.1 200 OK',
      'HTTP/1.1 200 OK',
      '< Content-Type: application/json',
      'Content-Type: application/json',
      '< Content-Length: 23',
      'Content-Length: 23',
      '< ',
      '',
      body,
    ],
  ],
])('what curl -v printed is read: %s', (_, lines) => {
  expect(shown(lines.join('\n'))).toEqual({ request, reply })
})

test('a GET has no body that is missing, and a reply is read without its request', () => {
  const get = '> GET /?activity=newInstance&authToken=T HTTP/2\n> Host: a.example\n> \n'
  expect(shown(`${get}< HTTP/2 200 \n< body-sign: x\n< \n{"a":1}\n`)).toEqual({
    request: {
      method: 'GET',
      target: '/?activity=newInstance&authToken=T',
      headers: [['Host', 'a.example']],
      body: '',
    },
    reply: { status: 200, headers: [['body-sign', 'x']], body: '{"a":1}' },
  })
  expect(shown(`${received.slice(received.indexOf('<'))}\n${body}`)).toEqual({ reply })
})

test('a body keeps its line breaks, those of Windows too', () => {
  const pretty = '{\r\n  "a": 1\r\n}\r\n'
  const head = '< HTTP/1.1 200 OK\r\n< Content-Length: 16\r\n< \r\n'
  expect(shown(`${head}${pretty}${left}`)).toMatchObject({ reply: { body: pretty } })
})

test('a body that curl did not show is asked for, and one of several calls', () => {
  expect(shown([sent, received, body].join('\n'))).toEqual({ code: 'curl_body_missing' })
  expect(shown([command, sent, received, body, sent].join('\n'))).toEqual({ code: 'curl_several' })
})

test('what curl -i printed is read with an interim reply too', () => {
  expect(shown(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n${body}`)).toEqual({
    reply: { status: 200, headers: [['A', 'b']], body },
  })
})
