import { omitUndefined } from '@loggia/kernel'
import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { ReplyContext } from '../context.ts'
import { findHeader, readMembers, readParameters } from '../exchange.ts'
import { toShownProblem } from '../explaining.ts'
import type { Finding, Problem } from '../findings.ts'
import type { RefusalReason } from '../hows.ts'
import { parseHttpDateMs, parseStampMs } from '../stamps.ts'

// A seller refuses a request although its proof fits. Its own message is read before anything else is blamed.

const success: ReadonlySet<string> = new Set(['000000', '000004'])

/** The rules by the name that the kit uses in its refusals. */
const kitReasons: Readonly<Record<string, RefusalReason | 'signature'>> = {
  missing_parameter: 'missing_parameter',
  timestamp_in_seconds: 'timestamp_form',
  timestamp_malformed: 'timestamp_form',
  time_stamp_malformed: 'timestamp_form',
  stale: 'stale',
  signature_malformed: 'signature_form',
  token_malformed: 'signature_form',
  signature_differs: 'signature',
  token_differs: 'signature',
  nonce_seen: 'nonce_seen',
}

/** Words of other servers; the most precise ones come first. */
const words: readonly (readonly [RegExp, RefusalReason | 'signature'])[] = [
  [
    /\bnonce\b.*(?:seen|used|repeat|replay|exist|duplicate)|replay|重放|随机数.*重复|nonce.*(?:重复|已使用|已存在)/i,
    'nonce_seen',
  ],
  [
    /(?:signature|sign|timestamp|time_?stamp|nonce|auth_?token|token|param(?:eter)?s?)\b.*(?:missing|required|empty|blank|null|absent|lack)|(?:missing|lack|without)\b.*(?:signature|timestamp|nonce|token|param)|缺少|不能为空|为空|缺失/i,
    'missing_parameter',
  ],
  [
    /stale|expired?\b|time ?out of|too old|timestamp.*(?:invalid|range|window|differ|skew)|clock|过期|超时|时间戳|时间.*(?:无效|不在|超出|误差)/i,
    'stale',
  ],
  [/sign|auth|token|hmac|签名|验签|鉴权|校验失败/i, 'signature'],
]

function reasonIn(message: string): RefusalReason | 'signature' | undefined {
  const kit = /The request was refused: ([a-z_]+)\b/.exec(message)?.[1]
  if (kit !== undefined) return Object.hasOwn(kitReasons, kit) ? kitReasons[kit] : undefined
  if (/The request cannot be read: /.test(message)) return 'unreadable'
  if (/not served here/.test(message)) return 'not_served'
  return words.find(([pattern]) => pattern.test(message))?.[1]
}

/** How far the request’s timestamp differs from the `Date` of the reply. */
function clocksOf({
  reply,
  exchange: { request },
}: ReplyContext): { byMs: number; ahead: boolean } | undefined {
  const date = parseHttpDateMs(findHeader(reply.headers, 'date') ?? '')
  const isNamed = (one: string): boolean => /^(?:x-)?time_?stamp$/i.test(one)
  const stamp = request
    ? [
        ...readParameters(request.target).map(({ name, value }) => [name, value] as const),
        ...request.headers,
        ...Object.entries(readMembers(request.body) ?? {}).map(
          ([name, value]) => [name, String(value)] as const,
        ),
      ].find(([name]) => isNamed(name))?.[1]
    : undefined
  const at = stamp === undefined ? undefined : parseStampMs(stamp)
  if (date === undefined || at === undefined) return undefined
  return { byMs: Math.abs(at - date), ahead: at > date }
}

function findingFor(context: ReplyContext, resultCode: string, resultMsg: string | null): Finding {
  const reason = reasonIn(resultMsg ?? '')
  const isOfProof = resultCode === '000001' || resultCode === '000002'
  // Only for result codes of the proof is the message searched for words: a message about a missing instance may
  // contain any of them.
  if (isOfProof && reason !== undefined && reason !== 'signature')
    return { kind: 'refused_for_reason', resultCode, reason }
  if (resultCode === '000001' || (isOfProof && reason === 'signature'))
    return { kind: 'refused_though_right', resultCode }
  if (resultCode === '000002')
    return { kind: 'refused_for_parameter', resultCode, resultMsg, ...clocksOf(context) }
  const isLicense = protocols.some(
    (one) => one === context.protocol && protocolTraits[one].family === 'license',
  )
  return omitUndefined({
    kind: 'refused_with_code',
    resultCode,
    resultMsg,
    isLicense: isLicense ? true : undefined,
  })
}

/** What a refusal means if everything visible of the request is correct. */
export function findRefusalProblems(context: ReplyContext): Problem[] {
  const { status, body } = context.reply
  const members = readMembers(body) ?? {}
  const code = members['resultCode']
  const message = members['resultMsg']
  const resultMsg = typeof message === 'string' && message !== '' ? message.slice(0, 255) : null
  // The number 0 means success; that it is not a string is reported separately.
  if (code === 0) return []
  if ((typeof code === 'string' || typeof code === 'number') && String(code) !== '') {
    const resultCode = String(code).slice(0, 40)
    return success.has(resultCode)
      ? []
      : [toShownProblem('reply', findingFor(context, resultCode, resultMsg), 'fits')]
  }
  return status === 401 || status === 403
    ? [toShownProblem('reply', { kind: 'refused_by_status', status }, 'fits')]
    : []
}
