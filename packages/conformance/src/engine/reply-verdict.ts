import { tlsFaults } from '@loggia/outbound/tls-faults'
import { readJsonReply } from '@loggia/protocol/wire'
import type { Verdict } from '@loggia/protocol/wire'
import type { Exchange, NoReply } from './exchange.ts'

/** More than any reply needs; the transport cuts a longer one. */
const limitBytes = 4 * 1024 * 1024

const unknownNames: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA'])
const noRoute: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])
const isTls = (reason: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO|INVALID_)/.test(reason)

/** Whether there was a connection: the server took at least a part of the request, and ended it. */
export const isTaken = (noReply: NoReply): boolean =>
  noReply.code === 'timed_out' ||
  ['ECONNRESET', 'EPIPE'].includes(noReply.reason) ||
  noReply.reason.startsWith('HPE_')

function tlsVerdict({ reason, names = '—' }: Failed, host: string): Verdict {
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') return { code: 'certificate_wrong_host', host, names }
  // Node.js reports every failed handshake like this; by far the most frequent reason is a port without TLS.
  const code = reason === 'EPROTO' ? 'tls_missing' : tlsFaults[reason]
  return code === undefined ? { code: 'tls_failed', reason } : { code }
}

type Failed = Extract<NoReply, { code: 'failed' }>

function failureVerdict(failed: Failed, host: string): Verdict {
  const { reason } = failed
  if (reason === 'ECONNREFUSED') return { code: 'connection_refused' }
  if (['ECONNRESET', 'EPIPE'].includes(reason)) return { code: 'connection_reset' }
  if (reason.startsWith('HPE_')) return { code: 'not_http', reason }
  if (unknownNames.has(reason)) return { code: 'dns_not_found', host }
  if (reason.startsWith('EAI_')) return { code: 'dns_failed', host, reason }
  if (noRoute.has(reason)) return { code: 'host_unreachable', reason }
  return isTls(reason) ? tlsVerdict(failed, host) : { code: 'connection_failed', reason }
}

/** The marketplace's verdict on a request that had no reply; `limitMs` is how long it waited. */
export const judgeSilence = (noReply: NoReply, url: string, limitMs: number): Verdict =>
  noReply.code === 'timed_out'
    ? { code: 'timed_out', phase: noReply.phase, ms: limitMs }
    : failureVerdict(noReply, new URL(url).hostname)

/**
 * The marketplace's verdict on a reply that is not an answer of this protocol; undefined if a marketplace could use it.
 */
export function judgeReply({ reply, code }: Exchange): Verdict | undefined {
  if (!reply) return undefined
  const headers: Record<string, string[]> = {}
  for (const [name, value] of reply.headers) (headers[name.toLowerCase()] ??= []).push(value)
  const read = readJsonReply({ ...reply, headers, limitBytes })
  if (read.ok) return undefined
  // Plain servers refuse with HTTP 400 and a correct body: a check judges that, and the run goes on.
  const isAnswer = code !== undefined && read.verdict.code !== 'redirect'
  return isAnswer ? undefined : read.verdict
}
