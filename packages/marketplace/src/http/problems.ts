import { Problem, defineProblems, omitUndefined } from '@loggia/kernel'
import type { Language, ProblemDetails, ProblemKind } from '@loggia/kernel'
import type { ProblemReply } from '@loggia/protocol/console'

/** Refusals of the edge itself; `request.key_reused` is the platform's. */
export const edgeProblems = defineProblems('request', {
  invalid: {
    kind: 'invalid',
    zh: '请求与接口约定不符，见 faults 所列各处',
    en: 'The request is not as this interface demands; faults names each place',
  },
  unreadable: {
    kind: 'invalid',
    zh: '请求体不能读取：须为 application/json，且不超过 {mostBytes} 字节',
    en: 'The body cannot be read: it must be application/json of at most {mostBytes} bytes',
  },
  key_missing: {
    kind: 'invalid',
    zh: '这个接口需要 Idempotency-Key 请求头，1 至 255 个字符',
    en: 'This interface needs the header Idempotency-Key, 1 to 255 characters',
  },
  origin_refused: {
    kind: 'forbidden',
    zh: '更改只接受来自本站页面的请求',
    en: 'Changes are accepted from this site’s own pages only',
  },
  host_refused: {
    kind: 'forbidden',
    zh: '这台服务器不以这个名称应答。请用 127.0.0.1 或 localhost 打开，或把这个名称加入 LOGGIA_ALLOWED_HOSTS',
    en: 'This server does not answer to this name. Open it as 127.0.0.1 or localhost, or add the name to LOGGIA_ALLOWED_HOSTS',
  },
  csrf_refused: {
    kind: 'forbidden',
    zh: '缺少当前会话的 x-loggia-csrf 请求头；重新打开页面后再试',
    en: 'The header x-loggia-csrf of this session is missing; open the page anew',
  },
  no_such_route: { kind: 'not_found', zh: '没有这个接口', en: 'There is no such interface' },
  no_such_page: { kind: 'not_found', zh: '这里没有页面', en: 'There is no page here' },
  too_many_streams: {
    kind: 'limited',
    zh: '同时打开的实时动态过多：关闭一些页面，或 {retryAfter} 秒后再试',
    en: 'Too many streams of events are open at once; close some pages, or try again in {retryAfter} seconds',
  },
  too_many: {
    kind: 'limited',
    zh: '请求过于频繁，{retryAfter} 秒后可以再试',
    en: 'Too many requests; the next one is possible in {retryAfter} seconds',
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
  invalid: { 'zh-CN': '请求有误', 'en-US': 'Not a valid request' },
  unauthenticated: { 'zh-CN': '未登录', 'en-US': 'Not signed in' },
  forbidden: { 'zh-CN': '没有权限', 'en-US': 'Not allowed' },
  not_found: { 'zh-CN': '没有找到', 'en-US': 'Not found' },
  conflict: { 'zh-CN': '与现状冲突', 'en-US': 'In conflict with the present state' },
  refused: { 'zh-CN': '不符合规则', 'en-US': 'Refused by a rule' },
  limited: { 'zh-CN': '次数受限', 'en-US': 'Limited' },
  unavailable: { 'zh-CN': '暂不可用', 'en-US': 'Unavailable' },
  fault: { 'zh-CN': '服务器出错', 'en-US': 'A fault of this server' },
}

const fault: Readonly<Record<Language, string>> = {
  'zh-CN': '服务器出错，没有完成这个请求。原因已记录；可凭请求编号询问',
  'en-US':
    'This server made a mistake and did not complete the request. It is on record under the request’s id',
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
    requestId,
    details: Object.keys(details).length > 0 ? details : undefined,
  })
}

/** Address of the explanation of a code. */
const typeOf = (code: string): string => `/api/docs#${code}`

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
