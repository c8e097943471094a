import type { Language } from '@loggia/kernel'

import type { JsonType } from './json.ts'
import type { CallPhase, Verdict, VerdictCode, VerdictOf } from './verdicts.ts'

type Writers = { readonly [Code in VerdictCode]: (verdict: VerdictOf<Code>) => string }
type Expected = JsonType | 'integer'

const secondsOf = (ms: number): string => String(Math.round(ms / 100) / 10)

const chineseTypes: Record<Expected, string> = {
  string: '字符串',
  number: '数字',
  integer: '整数',
  boolean: '布尔值',
  null: ' null',
  object: '对象',
  array: '数组',
}
const chinesePhases: Record<CallPhase, string> = {
  connect: '连接尚未建立',
  tls: 'TLS 握手尚未完成',
  headers: '尚未收到响应头',
  body: '响应正文尚未收完',
}
const chineseMessage = (text: string | null): string =>
  text === null ? '，没有附带说明' : `，说明是“${text}”`

const chinese: Writers = {
  succeeded: () => '商家的服务器确认成功。',
  pending: () => '商家的服务器已受理，仍在处理。',
  refused: (v) => `商家的服务器没有同意：结果码 ${v.resultCode}${chineseMessage(v.resultMsg)}。`,
  result_code_unknown: (v) =>
    `商家的服务器返回结果码 ${v.resultCode}${chineseMessage(v.resultMsg)}。协议中没有这个结果码，按失败处理。`,
  http_status: (v) => `商家的服务器返回 HTTP 状态码 ${v.status}，应为 200。`,
  redirect: (v) =>
    `商家的服务器返回 HTTP 状态码 ${v.status}，要求转到${v.location === null ? '别的地址' : `“${v.location}”`}。重定向不会被跟随，生产地址本身应返回 200。`,
  content_type: (v) =>
    `响应头 Content-Type ${v.got === null ? '缺失' : `是“${v.got}”`}，应为 application/json。`,
  body_too_long: (v) => `响应正文超过 ${v.limitBytes} 字节的上限，没有读完。`,
  body_truncated: (v) => `响应正文没有收完，收到 ${v.gotBytes} 字节后连接断开。`,
  body_not_utf8: () => '响应正文不是有效的 UTF-8 编码。',
  body_bom: () => '响应正文以字节顺序标记（BOM，EF BB BF）开头，应直接以“{”开头。',
  body_unparsable: (v) =>
    v.gotBytes === 0
      ? '响应没有正文，应为一个 JSON 对象。'
      : `响应正文（${v.gotBytes} 字节）不是有效的 JSON。`,
  not_an_object: (v) => `响应正文是${chineseTypes[v.got]}，应为一个 JSON 对象。`,
  result_code_missing: () => '响应中没有 resultCode。',
  result_code_malformed: (v) => `resultCode 是“${v.got}”，应为 6 位数字。`,
  member_missing: (v) => `响应中没有必需的成员 ${v.name}。`,
  member_type: (v) => `成员 ${v.name} 是${chineseTypes[v.got]}，应为${chineseTypes[v.expected]}。`,
  member_too_long: (v) => `成员 ${v.name} 有 ${v.got} 个字符，最多 ${v.max} 个。`,
  member_value: (v) => `成员 ${v.name} 的值是“${v.got}”，协议不允许这个值。`,
  timed_out: (v) => `${secondsOf(v.ms)} 秒的时限已到，${chinesePhases[v.phase]}。`,
  connection_refused: () => '商家的服务器拒绝连接，该地址和端口上没有程序在监听。',
  connection_reset: () => '商家的服务器在响应结束之前断开了连接。',
  connection_failed: (v) => `无法与商家的服务器通信（${v.reason}）。`,
  dns_failed: () => '生产地址的域名无法解析。',
  tls_failed: (v) => `无法建立 TLS 连接（${v.reason}）。`,
  address_forbidden: (v) => `生产地址指向 ${v.address}，这个地址不允许调用。`,
  interrupted: () => '请求发出后，云商店的进程中断，不知道商家是否已经执行。',
  late: () => '响应在这次尝试结束之后才到，已存档，没有生效。',
}

const englishTypes: Record<Expected, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a Boolean',
  null: 'null',
  object: 'an object',
  array: 'an array',
}
const englishPhases: Record<CallPhase, string> = {
  connect: 'before the connection was made',
  tls: 'during the TLS handshake',
  headers: 'before the head of the reply came',
  body: 'before the reply was complete',
}
const englishMessage = (text: string | null): string =>
  text === null ? ' without a message' : ` with the message “${text}”`

const english: Writers = {
  succeeded: () => 'The seller’s server confirmed success.',
  pending: () => 'The seller’s server accepted the request and is still processing it.',
  refused: (v) =>
    `The seller’s server refused with result code ${v.resultCode}${englishMessage(v.resultMsg)}.`,
  result_code_unknown: (v) =>
    `The seller’s server returned result code ${v.resultCode}${englishMessage(v.resultMsg)}. The protocol has no such code; it counts as a failure.`,
  http_status: (v) => `The seller’s server returned HTTP status ${v.status}; it must be 200.`,
  redirect: (v) =>
    `The seller’s server returned HTTP status ${v.status} and redirects to ${v.location === null ? 'another address' : `“${v.location}”`}. Redirects are not followed; the production address itself must return 200.`,
  content_type: (v) =>
    `The Content-Type header is ${v.got === null ? 'missing' : `“${v.got}”`}; it must be application/json.`,
  body_too_long: (v) =>
    `The reply is longer than the limit of ${v.limitBytes} bytes and was not read to its end.`,
  body_truncated: (v) =>
    `The reply is incomplete: the connection closed after ${v.gotBytes} ${v.gotBytes === 1 ? 'byte' : 'bytes'} of the body.`,
  body_not_utf8: () => 'The body of the reply is not valid UTF-8.',
  body_bom: () => 'The body of the reply begins with a byte order mark (EF BB BF); it must begin with “{”.',
  body_unparsable: (v) =>
    v.gotBytes === 0
      ? 'The reply has no body; it must be a JSON object.'
      : `The body of the reply (${v.gotBytes} ${v.gotBytes === 1 ? 'byte' : 'bytes'}) is not valid JSON.`,
  not_an_object: (v) => `The body of the reply is ${englishTypes[v.got]}; it must be a JSON object.`,
  result_code_missing: () => 'The reply has no resultCode.',
  result_code_malformed: (v) => `resultCode is “${v.got}”; it must be six digits.`,
  member_missing: (v) => `The reply has no ${v.name}, which is mandatory.`,
  member_type: (v) => `${v.name} is ${englishTypes[v.got]}; it must be ${englishTypes[v.expected]}.`,
  member_too_long: (v) => `${v.name} has ${v.got} characters; at most ${v.max} are allowed.`,
  member_value: (v) => `${v.name} is “${v.got}”, a value that the protocol does not allow.`,
  timed_out: (v) => `The time limit of ${secondsOf(v.ms)} s ended ${englishPhases[v.phase]}.`,
  connection_refused: () =>
    'The seller’s server refused the connection: nothing listens at this address and port.',
  connection_reset: () => 'The seller’s server closed the connection before the reply was complete.',
  connection_failed: (v) => `The seller’s server could not be spoken to (${v.reason}).`,
  dns_failed: () => 'The domain name of the production address could not be resolved.',
  tls_failed: (v) => `No TLS connection could be made (${v.reason}).`,
  address_forbidden: (v) => `The production address leads to ${v.address}, which may not be called.`,
  interrupted: () =>
    'The marketplace’s process ended after the request was sent; whether the seller carried it out is unknown.',
  late: () => 'The reply came after this attempt had been given up; it is filed and had no effect.',
}

const writers: Readonly<Record<Language, Writers>> = { 'zh-CN': chinese, 'en-US': english }

/** One sentence or two that say what came of an attempt: what is wrong, then what would be right. Plain text, not HTML. */
export function verdictSentence(verdict: Verdict, language: Language): string {
  // The writer under a verdict's own code takes that verdict; the type of the table says so, an indexed read loses it.
  const write = writers[language][verdict.code] as (verdict: Verdict) => string
  return write(verdict)
}
