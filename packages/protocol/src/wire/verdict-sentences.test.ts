import type { Language } from '@loggia/kernel'
import { describe, expect, test } from 'vitest'

import { verdictSentence } from './verdict-sentences.ts'
import type { Verdict, VerdictCode, VerdictOf } from './verdicts.ts'

// One of every code: the type makes a new code fail here until it has an example.
const examples: { [Code in VerdictCode]: VerdictOf<Code> } = {
  succeeded: { code: 'succeeded' },
  pending: { code: 'pending' },
  refused: { code: 'refused', resultCode: '000106', resultMsg: 'sold out' },
  result_code_unknown: { code: 'result_code_unknown', resultCode: '000999', resultMsg: 'oops' },
  http_status: { code: 'http_status', status: 502 },
  redirect: { code: 'redirect', status: 302, location: 'https://b.example/' },
  content_type: { code: 'content_type', got: 'text/html' },
  body_too_long: { code: 'body_too_long', limitBytes: 4096 },
  body_truncated: { code: 'body_truncated', gotBytes: 17 },
  body_not_utf8: { code: 'body_not_utf8' },
  body_bom: { code: 'body_bom' },
  body_unparsable: { code: 'body_unparsable', gotBytes: 18 },
  not_an_object: { code: 'not_an_object', got: 'array' },
  result_code_missing: { code: 'result_code_missing' },
  result_code_malformed: { code: 'result_code_malformed', got: '0000004' },
  member_missing: { code: 'member_missing', name: 'instanceId' },
  member_type: { code: 'member_type', name: 'info', expected: 'array', got: 'object' },
  member_too_long: { code: 'member_too_long', name: 'instanceId', max: 64, got: 65 },
  member_value: { code: 'member_value', name: 'encryptType', got: '9' },
  timed_out: { code: 'timed_out', phase: 'headers', ms: 20_000 },
  connection_refused: { code: 'connection_refused' },
  connection_reset: { code: 'connection_reset' },
  connection_failed: { code: 'connection_failed', reason: 'EHOSTUNREACH' },
  dns_failed: { code: 'dns_failed' },
  tls_failed: { code: 'tls_failed', reason: 'CERT_HAS_EXPIRED' },
  address_forbidden: { code: 'address_forbidden', address: '10.0.0.1' },
  interrupted: { code: 'interrupted' },
  late: { code: 'late' },
}
const verdicts: Verdict[] = Object.values(examples)
// JSON types and phases are put into words, so their codes do not stand in the sentence; the time limit is said in seconds.
const spokenIn = new Set(['expected', 'phase', 'code'])
const valuesOf = (verdict: Verdict): string[] =>
  Object.entries(verdict)
    .filter(
      ([name]) =>
        !spokenIn.has(name) && !(name === 'got' && /^(not_an_object|member_type)$/.test(verdict.code)),
    )
    .map(([name, value]) => (name === 'ms' ? '20' : String(value)))
const languages: Language[] = ['zh-CN', 'en-US']

describe.each(languages)('in %s', (language) => {
  test.each(verdicts)('$code has a whole sentence with its values', (verdict) => {
    const sentence = verdictSentence(verdict, language)

    expect(sentence).toMatch(language === 'zh-CN' ? /^[^.!！]+.*。$/ : /^[A-Za-z].*\.$/)
    expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\$\{/)
    expect(valuesOf(verdict).filter((value) => !sentence.includes(value))).toEqual([])
  })

  test('no two codes share a sentence', () => {
    expect(new Set(verdicts.map((verdict) => verdictSentence(verdict, language))).size).toBe(verdicts.length)
  })
})

test.each<[Verdict, string, string]>([
  [
    { code: 'refused', resultCode: '000106', resultMsg: null },
    '商家的服务器没有同意：结果码 000106，没有附带说明。',
    'The seller’s server refused with result code 000106 without a message.',
  ],
  [
    { code: 'redirect', status: 307, location: null },
    '商家的服务器返回 HTTP 状态码 307，要求转到别的地址。重定向不会被跟随，生产地址本身应返回 200。',
    'The seller’s server returned HTTP status 307 and redirects to another address. Redirects are not followed; the production address itself must return 200.',
  ],
  [
    { code: 'content_type', got: null },
    '响应头 Content-Type 缺失，应为 application/json。',
    'The Content-Type header is missing; it must be application/json.',
  ],
  [
    { code: 'body_unparsable', gotBytes: 0 },
    '响应没有正文，应为一个 JSON 对象。',
    'The reply has no body; it must be a JSON object.',
  ],
  [
    { code: 'not_an_object', got: 'null' },
    '响应正文是 null，应为一个 JSON 对象。',
    'The body of the reply is null; it must be a JSON object.',
  ],
  [
    { code: 'member_type', name: 'usageValue', expected: 'number', got: 'string' },
    '成员 usageValue 是字符串，应为数字。',
    'usageValue is a string; it must be a number.',
  ],
  [
    { code: 'timed_out', phase: 'tls', ms: 1500 },
    '1.5 秒的时限已到，TLS 握手尚未完成。',
    'The time limit of 1.5 s ended during the TLS handshake.',
  ],
  [
    { code: 'body_truncated', gotBytes: 1 },
    '响应正文没有收完，收到 1 字节后连接断开。',
    'The reply is incomplete: the connection closed after 1 byte of the body.',
  ],
])('%j reads well in both languages', (verdict, chinese, english) => {
  expect(verdictSentence(verdict, 'zh-CN')).toBe(chinese)
  expect(verdictSentence(verdict, 'en-US')).toBe(english)
})

test('every verdict survives JSON', () => {
  expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts)
})
