import type { Language } from '@loggia/kernel'
import { describe, expect, test } from 'vitest'

import { describeVerdict } from './verdict-sentences.ts'
import type { CallPhase, Verdict, VerdictCode, VerdictOf } from './verdicts.ts'

// One of every code: a new code does not compile until it has an example.
const examples: { [Code in VerdictCode]: VerdictOf<Code> } = {
  succeeded: { code: 'succeeded' },
  pending: { code: 'pending' },
  refused: { code: 'refused', resultCode: '000106', resultMsg: 'sold out' },
  result_code_unknown: { code: 'result_code_unknown', resultCode: '000999', resultMsg: 'oops' },
  http_status: { code: 'http_status', status: 502 },
  redirect: { code: 'redirect', status: 302, location: 'https://b.example/' },
  content_type: { code: 'content_type', got: 'text/html' },
  content_encoding: { code: 'content_encoding', got: 'gzip' },
  not_http: { code: 'not_http', reason: 'Invalid header token' },
  head_too_long: { code: 'head_too_long', limitBytes: 16_384 },
  head_truncated: { code: 'head_truncated' },
  body_too_long: { code: 'body_too_long', limitBytes: 4096 },
  body_truncated: { code: 'body_truncated', gotBytes: 17 },
  body_empty: { code: 'body_empty' },
  body_not_utf8: { code: 'body_not_utf8' },
  body_bom: { code: 'body_bom' },
  body_unparsable: { code: 'body_unparsable', gotBytes: 18 },
  not_an_object: { code: 'not_an_object', got: 'array' },
  result_code_missing: { code: 'result_code_missing' },
  result_code_malformed: { code: 'result_code_malformed', got: '0000004' },
  body_sign_missing: { code: 'body_sign_missing' },
  body_sign_malformed: { code: 'body_sign_malformed' },
  body_sign_type: { code: 'body_sign_type', got: 'HMAC-SHA1' },
  body_sign_differs: { code: 'body_sign_differs' },
  instance_id_taken: { code: 'instance_id_taken' },
  member_missing: { code: 'member_missing', name: 'instanceId' },
  member_type: { code: 'member_type', name: 'info', expected: 'array', got: 'object' },
  member_too_long: { code: 'member_too_long', name: 'instanceId', max: 64, got: 65 },
  member_value: { code: 'member_value', name: 'instanceId', got: 'i,1', rule: 'id_characters' },
  timed_out: { code: 'timed_out', phase: 'headers', ms: 20_000 },
  connection_refused: { code: 'connection_refused' },
  connection_reset: { code: 'connection_reset' },
  host_unreachable: { code: 'host_unreachable', reason: 'EHOSTUNREACH' },
  connection_failed: { code: 'connection_failed', reason: 'EMFILE' },
  dns_not_found: { code: 'dns_not_found', host: 'saas.example' },
  dns_failed: { code: 'dns_failed', host: 'saas.example', reason: 'EAI_AGAIN' },
  tls_missing: { code: 'tls_missing' },
  tls_too_old: { code: 'tls_too_old' },
  tls_broken_off: { code: 'tls_broken_off' },
  tls_failed: { code: 'tls_failed', reason: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' },
  certificate_expired: { code: 'certificate_expired' },
  certificate_not_yet_valid: { code: 'certificate_not_yet_valid' },
  certificate_self_signed: { code: 'certificate_self_signed' },
  certificate_untrusted: { code: 'certificate_untrusted' },
  certificate_wrong_host: { code: 'certificate_wrong_host', host: 'saas.example', names: 'b.example' },
  address_forbidden: { code: 'address_forbidden', address: '10.0.0.1' },
  plain_http: { code: 'plain_http', host: 'saas.example' },
  interrupted: { code: 'interrupted' },
  late: { code: 'late' },
}
const verdicts: Verdict[] = Object.values(examples)
// JSON types, phases and rules are described in words, so sentences do not contain their codes; the limit is in
// seconds.
const spokenIn = new Set(['expected', 'phase', 'rule', 'code'])
const valuesOf = (verdict: Verdict): string[] =>
  Object.entries(verdict)
    .filter(
      ([name]) =>
        !spokenIn.has(name) && !(name === 'got' && /^(not_an_object|member_type)$/.test(verdict.code)),
    )
    .map(([name, value]) => (name === 'ms' ? '20' : String(value)))
const languages: Language[] = ['zh-CN', 'en-US']

describe.each(languages)('in %s', (language) => {
  test.each(verdicts)('$code has one whole sentence with its values', (verdict) => {
    const sentence = describeVerdict(verdict, language)

    expect(sentence).toMatch(language === 'zh-CN' ? /^[^。！？]+。$/ : /^(?!.*\. [A-Z])[A-Za-z].*\.$/)
    expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\$\{/)
    expect(valuesOf(verdict).filter((value) => !sentence.includes(value))).toEqual([])
  })

  test('no two codes share a sentence', () => {
    expect(new Set(verdicts.map((verdict) => describeVerdict(verdict, language))).size).toBe(verdicts.length)
  })
})

test.each<[Verdict, string, string]>([
  [
    { code: 'refused', resultCode: '000106', resultMsg: null },
    '商家的服务器拒绝了请求：结果码 000106，未返回说明；请在 resultMsg 中写明原因。',
    'The seller’s server refused with result code 000106 and no message; give the reason in resultMsg.',
  ],
  [
    { code: 'redirect', status: 307, location: null },
    '商家的服务器返回 HTTP 状态码 307，重定向到其他地址；云商店不跟随重定向，请让生产地址直接返回 200，或将目标地址登记为生产地址。',
    'The seller’s server returned HTTP status 307 and redirects to another URL; redirects are not followed: return 200 from the endpoint itself, or register the target as the endpoint.',
  ],
  [
    { code: 'http_status', status: 404 },
    '商家的服务器返回 HTTP 状态码 404，应为 200；请检查生产地址的路径是否与部署的路径一致。',
    'The seller’s server returned HTTP status 404 instead of 200; check that the path of the endpoint matches the deployed path.',
  ],
  [
    {
      code: 'http_status',
      status: 401,
      said: { resultCode: '000002', resultMsg: 'The nonce was seen before' },
    },
    '商家的服务器返回结果码 000002，说明为“The nonce was seen before”，HTTP 状态码为 401；出错时状态码也应为 200，拒绝的原因请查看商家服务器的日志。',
    'The seller’s server returned result code 000002 and the message “The nonce was seen before”, with HTTP status 401; the status must be 200 for errors as well, and the log of the seller’s server shows why it refused.',
  ],
  [
    { code: 'http_status', status: 403, said: { resultCode: '000001', resultMsg: null } },
    '商家的服务器返回结果码 000001，未返回说明，HTTP 状态码为 403；出错时状态码也应为 200，拒绝的原因请查看商家服务器的日志。',
    'The seller’s server returned result code 000001 and no message, with HTTP status 403; the status must be 200 for errors as well, and the log of the seller’s server shows why it refused.',
  ],
  [
    { code: 'http_status', status: 401 },
    '商家的服务器返回 HTTP 状态码 401，应为 200；请检查网关、防火墙或登录校验是否拦截了云商店的请求。',
    'The seller’s server returned HTTP status 401 instead of 200; check whether a gateway, a firewall or a sign-in page blocks the marketplace’s requests.',
  ],
  [
    { code: 'http_status', status: 204 },
    '商家的服务器返回 HTTP 状态码 204，应为 200；只有 200 表示成功。',
    'The seller’s server returned HTTP status 204 instead of 200; only 200 counts as success.',
  ],
  [
    { code: 'content_type', got: null },
    '响应头 Content-Type 缺失，应为 application/json；请在响应中设置。',
    'The Content-Type of the response is missing; set it to application/json.',
  ],
  [
    { code: 'body_empty' },
    '响应没有正文，应为 JSON 对象；请检查接口是否返回了结果。',
    'The response has no body; return a JSON object, and check that the result is written.',
  ],
  [
    { code: 'not_an_object', got: 'null' },
    '响应正文是 null，应为 JSON 对象；最外层请使用花括号。',
    'The response body is null instead of a JSON object; return an object in braces.',
  ],
  [
    { code: 'member_type', name: 'usageValue', expected: 'number', got: 'string' },
    '字段 usageValue 是字符串，应为数字；请使用协议规定的类型。',
    'usageValue is a string instead of a number; use the type that the protocol defines.',
  ],
  [
    { code: 'member_value', name: 'instanceId', got: 'i,1', rule: 'id_characters' },
    '字段 instanceId 的值为“i,1”，首尾不能有空格，且不能包含逗号、控制字符或不完整的字符；请改为协议允许的值。',
    'instanceId is “i,1”; it must not start or end with a space, or contain commas, control characters or incomplete characters.',
  ],
  [
    { code: 'timed_out', phase: 'tls', ms: 1500 },
    '调用超时（1.5 秒），TLS 握手未完成；请检查此端口的 TLS 服务是否卡住。',
    'The call timed out after 1.5 s during the TLS handshake; check whether the TLS service on this port hangs.',
  ],
  [
    { code: 'body_truncated', gotBytes: 1 },
    '响应正文未接收完整，收到 1 字节后连接断开；请检查 Content-Length 是否正确，以及应用或网关是否在响应过程中退出。',
    'The connection was closed after 1 byte of the response body; check the Content-Length, and whether the application or a gateway stops while responding.',
  ],
])('%j reads well in both languages', (verdict, chinese, english) => {
  expect(describeVerdict(verdict, 'zh-CN')).toBe(chinese)
  expect(describeVerdict(verdict, 'en-US')).toBe(english)
})

test('every verdict survives JSON', () => {
  expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts)
})

const phases: CallPhase[] = ['lookup', 'connect', 'tls', 'headers', 'body']
const statuses = [204, 400, 401, 404, 405, 415, 429, 500, 503]

test.each(languages)(
  'each phase of a time-out and each kind of status has advice of its own in %s',
  (language) => {
    const timeOuts = phases.map((phase) => describeVerdict({ code: 'timed_out', phase, ms: 1 }, language))
    const kinds = statuses.map((status) =>
      describeVerdict({ code: 'http_status', status }, language).replace(String(status), ''),
    )

    expect(new Set(timeOuts).size).toBe(phases.length)
    expect(new Set(kinds).size).toBe(statuses.length)
  },
)
