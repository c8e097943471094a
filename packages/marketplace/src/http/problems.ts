import { Problem, defineProblems, omitUndefined } from '@loggia/kernel'
import type { Language, ProblemDetails, ProblemKind } from '@loggia/kernel'
import type { ProblemReply } from '@loggia/protocol/console'

/** Refusals of the edge itself; `request.key_reused` is the platform's. */
export const edgeProblems = defineProblems('request', {
  invalid: {
    kind: 'invalid',
    zh: '请求不符合接口要求，详见 faults。',
    en: 'The request does not match this API. “faults” lists each place.',
  },
  unreadable: {
    kind: 'invalid',
    zh: '无法读取请求体：须为 application/json，且不超过 {mostBytes} 字节。',
    en: 'The request body cannot be read. It must be application/json of at most {mostBytes} bytes.',
  },
  key_missing: {
    kind: 'invalid',
    zh: '此接口需要 Idempotency-Key 请求头，长度为 1 至 255 个字符。',
    en: 'This API needs the header Idempotency-Key with 1 to 255 characters.',
  },
  origin_refused: {
    kind: 'forbidden',
    zh: '只接受来自本站页面的修改请求。',
    en: 'Changes are only accepted from pages of this site.',
  },
  host_refused: {
    kind: 'forbidden',
    zh: '此服务器不接受通过此主机名访问。请改用 127.0.0.1 或 localhost，或由管理员将此主机名加入允许列表。',
    en: 'This server cannot be reached under this host name. Use 127.0.0.1 or localhost, or have the name added to the allowed host names.',
  },
  csrf_refused: {
    kind: 'forbidden',
    zh: '缺少当前会话的 x-loggia-csrf 请求头，请刷新页面后再试。',
    en: 'The header x-loggia-csrf of this session is missing. Reload the page and try again.',
  },
  no_such_route: { kind: 'not_found', zh: '接口不存在。', en: 'This API does not exist.' },
  no_such_page: {
    kind: 'not_found',
    zh: '页面不存在，可能已下线或地址有误。',
    en: 'This page does not exist. It may have been removed, or the address may be wrong.',
  },
  too_many_streams: {
    kind: 'limited',
    zh: '打开的实时页面过多。请关闭部分页面，或在 {retryAfter} 秒后再试。',
    en: 'Too many live pages are open. Close some of them, or try again in {retryAfter} s.',
  },
  too_many: {
    kind: 'limited',
    zh: '请求过于频繁，请在 {retryAfter} 秒后再试。',
    en: 'Too many requests. Try again in {retryAfter} s.',
  },
})

/** HTTP status of each kind of problem; there is no other such table. */
export const statusOf: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 422,
  limited: 429,
  unavailable: 503,
}

const titles: Readonly<Record<ProblemKind | 'fault', Readonly<Record<Language, string>>>> = {
  invalid: { 'zh-CN': '请求有误', 'en-US': 'Invalid request' },
  unauthenticated: { 'zh-CN': '未登录', 'en-US': 'Not signed in' },
  forbidden: { 'zh-CN': '没有权限', 'en-US': 'No permission' },
  not_found: { 'zh-CN': '未找到', 'en-US': 'Not found' },
  conflict: { 'zh-CN': '与当前状态冲突', 'en-US': 'Conflict with the current state' },
  refused: { 'zh-CN': '无法执行', 'en-US': 'Not possible' },
  limited: { 'zh-CN': '请求过多', 'en-US': 'Too many requests' },
  unavailable: { 'zh-CN': '暂不可用', 'en-US': 'Temporarily unavailable' },
  fault: { 'zh-CN': '服务器错误', 'en-US': 'Server error' },
}

const fault: Readonly<Record<Language, string>> = {
  'zh-CN': '服务器出错，请求未完成。错误已记录，如需帮助，可提供请求 ID。',
  'en-US':
    'Something went wrong on the server, and the request was not completed. The error has been recorded. Quote the request ID if you ask for help.',
}

type Reader = { readonly language: Language; readonly requestId: string }

/** The RFC 9457 body of a refusal. An error that is no `Problem` is a server fault whose reason is not disclosed. */
export function toProblemReply(error: unknown, { language, requestId }: Reader): ProblemReply {
  if (!(error instanceof Problem)) {
    const code = 'server.fault'
    return {
      type: typeOf(code),
      title: titles.fault[language],
      status: 500,
      detail: fault[language],
      code,
      requestId,
    }
  }
  const details = toJson(error.details)
  return omitUndefined({
    type: typeOf(error.code),
    title: titles[error.kind][language],
    status: statusOf[error.kind],
    detail: error.sentences[language],
    code: error.code,
    rule: error.rule,
    field: error.field,
    requestId,
    details: Object.keys(details).length > 0 ? details : undefined,
  })
}

/** Address of the explanation of a code. */
const typeOf = (code: string): string => `/api/docs/problems#${code}`

/** JSON has no bigint: large integers are sent as decimal strings. */
const toJson = (details: ProblemDetails): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(details, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  ) as Record<string, unknown>

/** Seconds after which a limited request may be repeated; undefined for other errors. */
export function computeRetryAfter(error: unknown): number | undefined {
  if (!(error instanceof Problem) || error.kind !== 'limited') return undefined
  const seconds = error.details['retryAfter']
  return typeof seconds === 'number' ? seconds : undefined
}
