import { EndlessAnnouncement, EndlessReply } from './attempt.ts'
import { headLimitBytes } from './connections.ts'
import { ForbiddenAddress, PlainHttpForbidden } from './connector.ts'
import type { Fault, Phase } from './exchange.ts'
import { tlsFaults } from './tls-faults.ts'

/** How far an exchange had come when it failed. */
export type Reached = {
  readonly host: string
  readonly phase: Phase
  /** At least one byte of the reply was received. */
  readonly began: boolean
  readonly gotBytes: number
  readonly replyLimitBytes: number
}
type Judge = (causes: readonly unknown[], codes: readonly string[], reached: Reached) => Fault | undefined

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

function causesOf(error: unknown): unknown[] {
  if (error instanceof AggregateError) return [error, ...error.errors.flatMap(causesOf)]
  return error instanceof Error && error.cause !== undefined ? [error, ...causesOf(error.cause)] : [error]
}

const forbidden: Judge = (causes, _codes, { host }) => {
  const address = causes.find((cause) => cause instanceof ForbiddenAddress)?.address
  if (address !== undefined) return { code: 'address_forbidden', address }
  return causes.some((cause) => cause instanceof PlainHttpForbidden)
    ? { code: 'plain_http', host }
    : undefined
}

const unknownNames: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA'])
const silentResolver = /^(EAI_|ESERVFAIL$|ETIMEOUT$|EREFUSED$|ETIMEDOUT$)/

const name: Judge = (_causes, codes, { phase, host }) => {
  if (phase !== 'lookup') return undefined
  const unknown = codes.find((code) => unknownNames.has(code))
  if (unknown) return { code: 'dns_not_found', host }
  const reason = codes.find((code) => silentResolver.test(code))
  return reason === undefined ? undefined : { code: 'dns_failed', host, reason }
}

const isTls = (code: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH|INVALID_)/.test(code)

/** The names of a certificate. */
function namesOf(causes: readonly unknown[]): string {
  for (const cause of causes) {
    if (typeof cause !== 'object' || cause === null || !('cert' in cause)) continue
    const { subjectaltname, subject } = cause.cert as { subjectaltname?: string; subject?: { CN?: string } }
    return (subjectaltname?.replaceAll('DNS:', '') ?? subject?.CN ?? '—').slice(0, 200)
  }
  return '—'
}

const tls: Judge = (causes, codes, { phase, host }) => {
  const reason = codes.find(isTls)
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return { code: 'certificate_wrong_host', host, names: namesOf(causes) }
  if (reason !== undefined) {
    const code = tlsFaults[reason]
    return code === undefined ? { code: 'tls_failed', reason } : { code }
  }
  return phase === 'tls' && codes.some(isReset) ? { code: 'tls_broken_off' } : undefined
}

const resets: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const isReset = (code: string): boolean => resets.has(code)
const endedEarly: ReadonlySet<string> = new Set(['Invalid EOF state', 'Invalid Content-Length'])

/** Why a reply is not HTTP, in the parser's words. */
function notHttpReason(causes: readonly unknown[], codes: readonly string[]): string | undefined {
  if (causes.some((cause) => cause instanceof EndlessAnnouncement)) return 'Endless 1xx statuses'
  if (codes.includes('UND_ERR_RES_CONTENT_LENGTH_MISMATCH')) return 'Invalid Content-Length'
  const errors = causes.filter((cause) => cause instanceof Error)
  // The library treats an unsolicited response like a reset connection.
  if (errors.some(({ message }) => /^bad (response|upgrade)$/.test(message))) return 'Unexpected 1xx status'
  const parsing = errors.find((cause) => cause.name === 'HTTPParserError')
  return parsing && (/\((.*)\)$/.exec(parsing.message)?.[1] ?? parsing.message).slice(0, 80)
}

const reply: Judge = (causes, codes, { phase, began, gotBytes, replyLimitBytes }) => {
  const headTooLong: Fault = { code: 'head_too_long', limitBytes: headLimitBytes }
  if (codes.includes('UND_ERR_HEADERS_OVERFLOW')) return headTooLong
  if (causes.some((cause) => cause instanceof EndlessReply))
    return phase === 'body' ? { code: 'body_too_long', limitBytes: replyLimitBytes } : headTooLong
  const reason = notHttpReason(causes, codes)
  const broke = codes.some(isReset) || (reason !== undefined && endedEarly.has(reason))
  if (phase === 'body' && broke) return { code: 'body_truncated', gotBytes }
  if (reason !== undefined) return { code: 'not_http', reason }
  return began && broke ? { code: 'head_truncated' } : undefined
}

const noRoute: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EAFNOSUPPORT',
])

const connection: Judge = (causes, codes) => {
  if (codes.includes('ECONNREFUSED')) return { code: 'connection_refused' }
  if (codes.some(isReset)) return { code: 'connection_reset' }
  const reason = codes.find((code) => noRoute.has(code))
  if (reason !== undefined) return { code: 'host_unreachable', reason }
  const [first] = causes
  return { code: 'connection_failed', reason: codes[0] ?? (first instanceof Error ? first.name : 'UNKNOWN') }
}

const judges: readonly Judge[] = [forbidden, name, tls, reply, connection]

/** Finds the fault for an error: the first of the judges that knows it decides. */
export function classifyFault(error: unknown, reached: Reached): Fault {
  const causes = causesOf(error)
  const codes = causes.map(codeOf).filter((code) => code !== '')
  for (const judge of judges) {
    const fault = judge(causes, codes, reached)
    if (fault) return fault
  }
  return { code: 'connection_failed', reason: 'UNKNOWN' }
}
