import { expect, test } from 'vitest'

import { readJsonReply } from './read-reply.ts'
import type { ReceivedReply } from './read-reply.ts'
import type { Verdict } from './verdicts.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const replyOf = (change: Partial<ReceivedReply>) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: bytes('{"a":"1"}'),
  limitBytes: 20,
  ...change,
})

test.each([
  ['application/json'],
  ['application/json;charset=utf-8'],
  ['Application/JSON ; charset=utf8'],
  [' application/json; charset=GBK; x="y"'],
])('content type %s is accepted', (type) => {
  expect(readJsonReply(replyOf({ headers: { 'Content-Type': type } }))).toEqual({
    ok: true,
    value: { a: '1' },
  })
})

test.each<[string, Partial<ReceivedReply>, Verdict]>([
  ['status 500', { status: 500 }, { code: 'http_status', status: 500 }],
  [
    'an error that says its result code and message',
    { status: 401, headers: {}, body: bytes('{"resultCode":"000002","resultMsg":"stale\\u0000"}') },
    { code: 'http_status', status: 401, said: { resultCode: '000002', resultMsg: 'stale\\u0000' } },
  ],
  [
    'an error that says its result code alone',
    { status: 403, body: bytes('{"resultCode":"000001","resultMsg":1}') },
    { code: 'http_status', status: 403, said: { resultCode: '000001', resultMsg: null } },
  ],
  [
    'an error of a gateway, whose code is none of the protocol',
    { status: 403, body: bytes('{"resultCode":"forbidden"}') },
    { code: 'http_status', status: 403 },
  ],
  ['status 204', { status: 204, body: bytes('') }, { code: 'http_status', status: 204 }],
  ['status 201', { status: 201 }, { code: 'http_status', status: 201 }],
  [
    'a redirect',
    { status: 302, headers: { location: 'https://b.example/' } },
    { code: 'redirect', status: 302, location: 'https://b.example/' },
  ],
  [
    'a redirect, of whose address the query is left out',
    { status: 301, headers: { location: 'https://b.example/saas?activity=upgrade&saasExtendParams=W10%3D' } },
    { code: 'redirect', status: 301, location: 'https://b.example/saas?…' },
  ],
  ['a redirect to nowhere', { status: 308, headers: {} }, { code: 'redirect', status: 308, location: null }],
  ['status 304', { status: 304 }, { code: 'http_status', status: 304 }],
  ['no content type', { headers: {} }, { code: 'content_type', got: null }],
  ['HTML', { headers: { 'content-type': 'text/html' } }, { code: 'content_type', got: 'text/html' }],
  [
    'another JSON type',
    { headers: { 'content-type': 'application/json5' } },
    { code: 'content_type', got: 'application/json5' },
  ],
  [
    'a problem document',
    { headers: { 'content-type': 'application/problem+json' } },
    { code: 'content_type', got: 'application/problem+json' },
  ],
  [
    'two content types',
    { headers: { 'content-type': ['text/plain', 'application/json'] } },
    { code: 'content_type', got: 'text/plain, application/json' },
  ],
  [
    'a body that is compressed',
    { headers: { 'content-type': 'application/json', 'Content-Encoding': 'GZip' } },
    { code: 'content_encoding', got: 'GZip' },
  ],
  [
    'a body that is compressed twice over',
    { headers: { 'content-type': 'application/json', 'content-encoding': ['identity', 'br'] } },
    { code: 'content_encoding', got: 'identity, br' },
  ],
  [
    'a header with a character that nobody sees',
    { headers: { 'content-type': 'text/\u0085' } },
    { code: 'content_type', got: 'text/\\u0085' },
  ],
  [
    'one byte more than the limit',
    { body: bytes(`{"a":"${'x'.repeat(13)}"}`) },
    { code: 'body_too_long', limitBytes: 20 },
  ],
  [
    'a body that was cut at the limit',
    { body: bytes('x'.repeat(20)), truncated: true },
    { code: 'body_too_long', limitBytes: 20 },
  ],
  [
    'a body that broke off',
    { body: bytes('{"a"'), truncated: true },
    { code: 'body_truncated', gotBytes: 4 },
  ],
  ['bytes that are not UTF-8', { body: Uint8Array.of(0x7b, 0xff, 0x7d) }, { code: 'body_not_utf8' }],
  ['GBK text', { body: Uint8Array.of(0x7b, 0x22, 0xb3, 0xc9, 0x22, 0x7d) }, { code: 'body_not_utf8' }],
  ['a byte order mark', { body: bytes('\uFEFF{}') }, { code: 'body_bom' }],
  ['no body', { body: bytes('') }, { code: 'body_empty' }],
  ['broken JSON', { body: bytes('{"a":1') }, { code: 'body_unparsable', gotBytes: 6 }],
  ['two objects', { body: bytes('{}{}') }, { code: 'body_unparsable', gotBytes: 4 }],
  ['a list', { body: bytes('[]') }, { code: 'not_an_object', got: 'array' }],
  ['null', { body: bytes('null') }, { code: 'not_an_object', got: 'null' }],
  ['JSON text within a JSON text', { body: bytes('"{}"') }, { code: 'not_an_object', got: 'string' }],
])('%s gets its own verdict', (_, change, verdict) => {
  expect(readJsonReply(replyOf(change))).toEqual({ ok: false, verdict })
})

test.each(['identity', 'UTF-8', ''])('an encoding of %j compresses nothing', (encoding) => {
  const headers = { 'content-type': 'application/json', 'content-encoding': encoding }

  expect(readJsonReply(replyOf({ headers }))).toMatchObject({ ok: true })
})

test('a body of exactly the limit is read, with white space around it', () => {
  const body = bytes(` {"a":"${'x'.repeat(10)}"}\r\n`)

  expect(body.length).toBe(21)
  expect(readJsonReply({ ...replyOf({ body }), limitBytes: 21 })).toMatchObject({ ok: true })
})

test('a body nested deeply is read or refused, never thrown', () => {
  const deep = bytes(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)

  expect(() => readJsonReply({ ...replyOf({ body: deep }), limitBytes: deep.length })).not.toThrow()
})
